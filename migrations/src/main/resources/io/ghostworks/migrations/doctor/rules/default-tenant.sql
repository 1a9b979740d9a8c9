-- severity: error
-- title: A default tenant is configured
-- why: Every session starts inside that tenant, so a forgotten tenant context shows its rows instead of an error.
-- fix: Resets it.
select concat_ws(' in ', case when r.oid is null then null else format('role %I', r.rolname) end,
    case when d.oid is null then null else format('database %I', d.datname) end) as object,
  c.value as detail,
  case when r.oid is null then format('alter database %I reset %s', d.datname, input.setting)
    else format('alter role %I%s reset %s', r.rolname,
      case when d.oid is null then '' else format(' in database %I', d.datname) end, input.setting) end as fix
from pg_db_role_setting s
left join pg_roles r on r.oid = s.setrole
left join pg_database d on d.oid = s.setdatabase
cross join input
cross join unnest(s.setconfig) c (value)
where starts_with(c.value, input.setting || '=') and (d.oid is null or d.datname = current_database())
