-- severity: error
-- title: The application's role has too powerful an attribute
-- why: Such a role is not bound by policies, or can make itself one that is not.
-- fix: Takes the attribute away.
select format('role %I', r.rolname) as object, x.attribute as detail,
  format('alter role %I no%s', r.rolname, lower(x.attribute)) as fix
from app_roles a
join pg_roles r on r.oid = a.oid
cross join lateral (values
  ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEROLE', r.rolcreaterole),
  ('REPLICATION', r.rolreplication)
) x (attribute, held)
where x.held
