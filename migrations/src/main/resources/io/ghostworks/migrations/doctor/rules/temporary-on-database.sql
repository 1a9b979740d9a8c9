-- severity: warning
-- title: The application can create temporary tables
-- why: In pg_temp it has objects of its own, under names that come before those of others. PUBLIC has this by default.
-- fix: Revokes it.
select format('database %I', d.datname) as object, 'granted to ' || g.name as detail,
  format('revoke temporary on database %I from %s', d.datname, g.name) as fix
from pg_database d
cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
join grantees g on g.oid = x.grantee
where d.datname = current_database() and x.privilege_type = 'TEMPORARY' and x.grantee <> d.datdba
