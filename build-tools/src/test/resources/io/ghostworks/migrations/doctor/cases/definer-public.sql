-- harmless
create function shop.plain() returns integer language sql return 1;
create function shop.closed() returns integer language sql security definer set search_path = '' return 1;
revoke execute on function shop.closed() from public;
grant execute on function shop.closed() to shop_app;
-- planted: function shop.open()
create function shop.open() returns integer language sql security definer set search_path = '' return 1;
