-- severity: error
-- title: A default tenant is configured
-- why: Every session starts inside that tenant, so a forgotten tenant context shows its rows instead of an error.
-- fix: Resets it.
select scope.name as object, c.value as detail, format('alter %s reset %s', scope.name, input.setting) as fix
from pg_db_role_setting s
left join pg_roles r on r.oid = s.setrole
left join pg_database d on d.oid = s.setdatabase
cross join input
cross join unnest(s.setconfig) c (value)
cross join lateral (
  select case
    when r.oid is null and d.oid is not null then format('database %I', d.datname)
    else 'role ' || coalesce(quote_ident(r.rolname), 'all') || coalesce(' in database ' || quote_ident(d.datname), '')
  end as name) scope
where starts_with(lower(c.value), lower(input.setting) || '=') and (d.oid is null or d.datname = current_database())
