-- severity: error
-- title: The application's role owns a tenant table
-- why: The owner can take the policies off.
-- fix: Gives the table to the owner of its schema, where that is another role.
select 'table ' || t.name as object, format('owned by %I', r.rolname) as detail,
  case when s.nspowner in (select oid from grantees) then ''
    else format('alter table %s owner to %I', t.name, pg_get_userbyid(s.nspowner)) end as fix
from tenant_tables t
join app_roles a on a.oid = t.relowner
join pg_roles r on r.oid = a.oid
join schemas s on s.nspname = t.nspname
