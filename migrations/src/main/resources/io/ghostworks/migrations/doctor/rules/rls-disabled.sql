-- severity: error
-- title: Row-level security is off
-- why: Whoever may read the table reads the rows of all tenants.
-- fix: Enables it; whoever no policy is for, but the owner, sees no row of it then.
select 'table ' || t.name as object, case when t.relispartition then 'a partition, reached directly' end as detail,
  format('alter table %s enable row level security', t.name) as fix
from tenant_tables t
where not t.relrowsecurity
