-- harmless
grant shop_owner to shop_seal;
-- planted: role shop_seal, role shop_seal
grant shop_seal to shop_other;
alter role shop_seal login;
