-- harmless
create function shop.bound() returns integer language sql security definer set search_path = '' return 1;
alter function shop.bound() owner to shop_owner;
create function shop.private() returns integer language sql security definer set search_path = '' return 1;
revoke execute on function shop.private() from public;
-- planted: function shop.unbound()
-- unfixable
create function shop.unbound() returns integer language sql security definer set search_path = '' return 1;
revoke execute on function shop.unbound() from public;
grant execute on function shop.unbound() to shop_app;
