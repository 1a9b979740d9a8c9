-- severity: error
-- title: The role that signs people in is not apart from the others
-- why: It can be anybody. Apart, no code inside a tenant signs anybody in, and it reads no tenant's rows itself.
-- fix: Revokes the membership or the privilege; what a role may by its attributes is for a person to decide.
select format('role %I', s.rolname) as object, format('its member %I is the application', m.rolname) as detail,
  format('revoke %I from %I', s.rolname, m.rolname) as fix
from pg_roles s
join memberships b on b.role = s.oid
join pg_roles m on m.oid = b.member
where s.rolname = 'ghostworks_sign_in' and m.oid in (select oid from app_roles) and s.oid not in (select oid from app_roles)
union all
select format('role %I', s.rolname), format('is a member of %I, the application', g.rolname),
  format('revoke %I from %I', g.rolname, s.rolname)
from sign_in_roles s
join memberships b on b.member = s.oid
join pg_roles g on g.oid = b.role
where g.oid in (select oid from app_roles)
union all
select format('role %I', s.rolname), x.power, ''
from sign_in_roles s
join pg_roles r on r.oid = s.oid
cross join lateral (values
  ('is a superuser', r.rolsuper), ('has BYPASSRLS', r.rolbypassrls), ('has CREATEROLE', r.rolcreaterole)) x (power, held)
where x.held
union all
select format('role %I', s.rolname), format('has %s on %s', string_agg(distinct x.privilege_type, ', '), r.name),
  format('revoke all on %s from %I', r.name, s.rolname)
from sign_in_roles s, relations r, aclexplode(r.relacl) x
where x.grantee = s.oid
group by s.rolname, r.name
