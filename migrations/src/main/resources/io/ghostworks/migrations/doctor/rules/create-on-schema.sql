-- severity: error
-- title: The application can create objects in a schema
-- why: A function or operator of its own sees rows before their policy does, and can stand in for one that others call.
-- fix: Revokes it; an owner is replaced by hand.
select format('schema %I', n.nspname) as object,
  case when x.grantee = n.nspowner then 'owned by ' else 'granted to ' end || g.name as detail,
  case when x.grantee = n.nspowner then ''
    else format('revoke create on schema %I from %s', n.nspname, g.name) end as fix
from pg_namespace n
cross join aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x
join grantees g on g.oid = x.grantee
where x.privilege_type = 'CREATE' and n.nspname !~ '^pg_'
