-- severity: error
-- title: The application can create schemas
-- why: In a schema of its own it makes the functions and operators that it must not have.
-- fix: Revokes it.
select format('database %I', d.datname) as object, 'granted to ' || g.name as detail,
  format('revoke create on database %I from %s', d.datname, g.name) as fix
from pg_database d
cross join aclexplode(d.datacl) x
join grantees g on g.oid = x.grantee
where d.datname = current_database() and x.privilege_type = 'CREATE' and x.grantee <> d.datdba
