-- severity: error
-- title: No policy for the application
-- why: With no policy the table shows a tenant no row, or every row while row-level security is off.
-- fix: Creates the template policy.
select 'table ' || t.name as object, null as detail,
  format('create policy tenant_isolation on %s to %I using (%s) with check (%3$s)',
    t.name, input.app_role, w.condition) as fix
from tenant_tables t
join template w on w.oid = t.oid
cross join input
where not exists (select from policies p where p.table_oid = t.oid)
