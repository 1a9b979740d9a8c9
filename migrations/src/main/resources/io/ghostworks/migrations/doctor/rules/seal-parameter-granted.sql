-- severity: error
-- title: The parameter that holds the context is open to others
-- why: Whoever sets it, now or by a value stored for a role, chooses the tenant, whatever the seal says.
-- fix: Revokes the privilege, or resets the stored value; a parameter that anybody may set is replaced by hand.
-- since: 150000
select 'parameter ' || p.written as object,
  format('%s to %s%s', x.privilege_type, coalesce(quote_ident(r.rolname), 'public'),
    case when x.is_grantable then ', who may grant it to others' else '' end) as detail,
  case when r.oid in (select oid from seal_roles) and x.privilege_type = 'SET'
    then format('revoke grant option for set on parameter %s from %I', p.written, r.rolname)
    else format('revoke %s on parameter %s from %s cascade', lower(x.privilege_type), p.written,
      coalesce(quote_ident(r.rolname), 'public')) end as fix
from seal_parameter p
join pg_parameter_acl a on a.parname = p.name
cross join aclexplode(a.paracl) x
left join pg_roles r on r.oid = x.grantee
where not coalesce(r.rolsuper, false)
  and not (r.oid is not null and r.oid in (select oid from seal_roles) and x.privilege_type = 'SET' and not x.is_grantable)
union all
select 'parameter ' || p.written, 'anybody may set it', ''
from seal_parameter p
left join pg_settings s on lower(s.name) = p.name
where s.context is null or s.context = 'user'
union all
select format('setting %s of %s', p.written, o.name), null, format('alter %s reset %s', o.name, p.written)
from seal_parameter p
join pg_db_role_setting s on exists (select from unnest(s.setconfig) c where starts_with(lower(c), p.name || '='))
left join pg_roles r on r.oid = s.setrole
left join pg_database d on d.oid = s.setdatabase
cross join lateral (
  select case
    when r.oid is null and d.oid is not null then format('database %I', d.datname)
    else 'role ' || coalesce(quote_ident(r.rolname), 'all') || coalesce(' in database ' || quote_ident(d.datname), '')
  end as name) o
where d.oid is null or d.datname = current_database()
