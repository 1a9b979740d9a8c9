-- harmless
create function shop.plain() returns integer language sql return 1;
create function shop.pinned() returns integer language sql security definer set search_path = pg_catalog, pg_temp return 1;
create function shop.empty() returns integer language sql security definer set search_path = '' return 1;
-- planted: function shop.loose(text), procedure shop."Do it"()
create function shop.loose(text) returns integer language sql security definer return 1;
create procedure shop."Do it"() language sql security definer begin atomic end;
