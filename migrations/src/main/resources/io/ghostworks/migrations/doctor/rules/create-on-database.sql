-- severity: error
-- title: The application can create schemas
-- why: In a schema of its own it makes the functions and operators that it must not have.
-- fix: Revokes it; an owner is replaced by hand.
select format('database %I', d.datname) as object,
  case when x.grantee = d.datdba then 'owned by ' else 'granted to ' end || g.name as detail,
  case when x.grantee = d.datdba then ''
    else format('revoke create on database %I from %s', d.datname, g.name) end as fix
from pg_database d
cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
join grantees g on g.oid = x.grantee
where d.datname = current_database() and x.privilege_type = 'CREATE'
