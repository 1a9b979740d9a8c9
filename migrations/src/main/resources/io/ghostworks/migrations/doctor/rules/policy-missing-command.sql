-- severity: warning
-- title: A granted command that no policy covers
-- why: The application was granted the command, and row-level security refuses it for every row.
-- fix: Creates a template policy for the command. None where policies go by something else than the setting.
select 'table ' || t.name as object, c.privilege as detail,
  case when not u.yes then ''
    else format('create policy %I on %s for %s to %I',
      'tenant_isolation_' || lower(c.privilege), t.name, lower(c.privilege), input.app_role)
    || case when c.letter <> 'a' then format(' using (%s)', w.condition) else '' end
    || case when c.letter in ('a', 'w') then format(' with check (%s)', w.condition) else '' end end as fix
from tenant_tables t
join template w on w.oid = t.oid
cross join input
cross join setting_used u
cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) c (privilege, letter)
where exists (select from policies p where p.table_oid = t.oid)
  and exists (select from grants g where g.oid = t.oid and g.privilege = c.privilege)
  and not exists (select from policies p where p.table_oid = t.oid and p.polcmd in ('*', c.letter::"char"))
