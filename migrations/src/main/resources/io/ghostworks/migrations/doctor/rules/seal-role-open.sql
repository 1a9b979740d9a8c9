-- severity: error
-- title: Somebody can be the role of the seal
-- why: It alone reads the keys and sets the context; whoever is it, or logs in as it, is any user in any tenant.
-- fix: Revokes the membership, or takes the attribute away.
select format('role %I', s.rolname) as object, format('its member %I', r.rolname) as detail,
  format('revoke %I from %I', s.rolname, r.rolname) as fix
from seal_roles s
join memberships m on m.role = s.oid
join pg_roles r on r.oid = m.member
-- PostgreSQL 16 makes whoever makes a role its administrator, and lets nobody take that back.
where m.sets or m.inherits or m.member in (select oid from app_roles) or not r.rolcreaterole
union all
select format('role %I', s.rolname), x.attribute, format('alter role %I %s', s.rolname, x.without)
from seal_roles s
join pg_roles r on r.oid = s.oid
cross join lateral (values
  ('LOGIN', r.rolcanlogin, 'nologin'), ('SUPERUSER', r.rolsuper, 'nosuperuser'),
  ('BYPASSRLS', r.rolbypassrls, 'nobypassrls'), ('CREATEROLE', r.rolcreaterole, 'nocreaterole')) x (attribute, held, without)
where x.held
