-- harmless
alter table shop.users owner to shop_app;
-- planted: table shop.notes
alter table shop.notes owner to shop_login;
