-- harmless
create policy seeks on shop.notes for select to shop_other using (true);
create function shop.found(q text) returns text language sql security definer set search_path = pg_catalog, pg_temp
  return (select title from shop.notes where tenant_id = ghostworks.tenant_id() and title = q);
alter function shop.found(text) owner to shop_other;
create function shop.mine() returns bigint language sql security definer set search_path = pg_catalog, pg_temp
  as 'select count(*) from shop.notes';
alter function shop.mine() owner to shop_owner;
create function shop.theirs() returns bigint language sql security definer set search_path = pg_catalog, pg_temp
  as 'select count(*) from shop.notes';
alter function shop.theirs() owner to shop_other;
revoke execute on function shop.theirs() from public;
-- planted: function shop.sought(text), function shop.counted()
-- unfixable
create function shop.sought(q text) returns text language sql security definer set search_path = pg_catalog, pg_temp
  return (select title from shop.notes where title = q);
alter function shop.sought(text) owner to shop_other;
create function shop.counted() returns bigint language sql security definer set search_path = pg_catalog, pg_temp
  as 'select count(*) from shop.replies';
