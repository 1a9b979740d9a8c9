-- severity: error
-- title: No policy for the application
-- why: With no policy the table shows a tenant no row, or every row while row-level security is off.
-- fix: Creates the template policy. None where policies go by something else than the setting.
select 'table ' || t.name as object, null as detail,
  case when u.yes then format('create policy %I on %s to %I using (%s) with check (%4$s)',
    case when exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant_isolation')
      then 'tenant_isolation_of_' || input.app_role else 'tenant_isolation' end,
    t.name, input.app_role, w.condition) else '' end as fix
from tenant_tables t
join template w on w.oid = t.oid
cross join input
cross join setting_used u
where not exists (select from policies p where p.table_oid = t.oid)
  -- A table that is only for other roles, with policies for them, is closed to the application.
  and (exists (select from grants g where g.oid = t.oid)
    or not exists (select from pg_policy p where p.polrelid = t.oid and p.polpermissive))
