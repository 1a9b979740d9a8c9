-- severity: warning
-- title: No index starts with the tenant
-- why: Every statement of one tenant reads the rows of all of them.
-- fix: Creates the index.
select 'table ' || t.name as object, null as detail,
  format('create index %son %s (%I)', case t.relkind when 'r' then 'concurrently ' else '' end,
    t.name, t.tenant_column) as fix
from tenant_tables t
where not t.relispartition and not exists (
  select from pg_index i
  where i.indrelid = t.oid and i.indisvalid and i.indpred is null and i.indkey[0] = t.tenant_attnum)
