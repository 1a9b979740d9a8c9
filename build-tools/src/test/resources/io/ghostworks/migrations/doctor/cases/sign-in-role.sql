-- harmless
grant ghostworks_sign_in to shop_other;
create function shop.session() returns integer language sql security definer set search_path = '' return 1;
grant execute on function shop.session() to ghostworks_sign_in;
-- planted: role ghostworks_sign_in, role shop_other
grant ghostworks_sign_in to shop_login;
grant select on shop.notes to shop_other;
