-- severity: error
-- title: The application can create objects in a schema
-- why: A function or operator of its own sees rows before their policy does, and can stand in for one that others call.
-- fix: Revokes it.
select format('schema %I', n.nspname) as object, 'granted to ' || g.name as detail,
  format('revoke create on schema %I from %s', n.nspname, g.name) as fix
from pg_namespace n
cross join aclexplode(n.nspacl) x
join grantees g on g.oid = x.grantee
where x.privilege_type = 'CREATE' and x.grantee <> n.nspowner and n.nspname !~ '^pg_'
