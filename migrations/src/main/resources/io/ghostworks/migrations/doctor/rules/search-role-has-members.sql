-- severity: error
-- title: Somebody is a member of the search role
-- why: A member of it reads the rows of all tenants at once.
-- fix: Revokes the membership.
-- A search role owns definer functions and has a policy that shows it everything.
select format('role %I', s.rolname) as object, format('its member %I', m.rolname) as detail,
  format('revoke %I from %I', s.rolname, m.rolname) as fix
from pg_roles s
join memberships b on b.role = s.oid and (b.sets or b.inherits)
join pg_roles m on m.oid = b.member
where exists (select from pg_proc p where p.proowner = s.oid and p.prosecdef)
  and exists (
    select from pg_policy p
    where p.polpermissive and s.oid = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true'
      and p.polrelid in (select oid from tenant_tables))
