-- harmless
create materialized view shop.counted as select count(*) from shop.notes;
create materialized view shop.people as select * from shop.users;
grant select on shop.people to shop_app;
-- planted: materialized view shop.per_tenant
create materialized view shop.per_tenant as select tenant_id, count(*) from shop.notes group by tenant_id;
grant select (count) on shop.per_tenant to shop_app;
