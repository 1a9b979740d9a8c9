-- harmless
create function shop.plain() returns integer language sql return 1;
create function shop.pinned() returns integer language sql security definer set search_path = pg_catalog, pg_temp return 1;
create function shop.empty() returns integer language sql security definer set search_path = '' return 1;
create function shop.calls_parsed() returns integer language sql security definer return length(upper('x')) + shop.plain();
create procedure shop.parsed() language sql security definer begin atomic end;
-- planted: function shop.loose(text), procedure shop."Do it"(), function shop.calls_loose()
create function shop.loose(text) returns integer language sql security definer as 'select 1';
create procedure shop."Do it"() language plpgsql security definer as 'begin end';
create function shop.text() returns integer language sql as 'select 1';
create function shop.calls_loose() returns integer language sql security definer return shop.text() + 1;
