-- harmless
create function shop.session() returns integer language sql security definer set search_path = '' return 1;
create function shop.mine() returns integer language sql security definer set search_path = '' return 1;
revoke execute on function shop.session(), shop.mine() from public;
grant execute on function shop.session() to ghostworks_sign_in;
grant execute on function shop.mine() to shop_app;
-- planted: function shop.session()
grant execute on function shop.session() to shop_app;
