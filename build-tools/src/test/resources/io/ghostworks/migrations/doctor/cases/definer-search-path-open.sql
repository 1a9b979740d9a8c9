-- harmless
create function shop.pinned() returns integer language sql security definer set search_path = shop, pg_temp return 1;
create function shop.empty() returns integer language sql security definer set search_path = '' return 1;
-- planted: function shop.first_mine(), function shop.open()
create schema playground authorization shop_owner;
grant create on schema playground to shop_app;
create function shop.open() returns integer language sql security definer set search_path = playground, pg_temp return 1;
create function shop.first_mine() returns integer language sql security definer
  set search_path = "$user", shop, pg_temp return 1;
