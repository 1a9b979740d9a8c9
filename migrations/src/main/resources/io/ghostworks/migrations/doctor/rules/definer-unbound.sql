-- severity: warning
-- title: A definer function that row-level security does not bind
-- why: Its owner is a superuser or has BYPASSRLS, so every row is open to what the application makes it do.
-- fix: None in SQL alone: give it an owner that is bound.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object,
  format('owned by %I', o.rolname) as detail,
  '' as fix
from routines r
join pg_roles o on o.oid = r.proowner and (o.rolsuper or o.rolbypassrls)
where r.prosecdef and exists (
  select from aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
  where x.grantee in (select oid from grantees) and x.grantee <> r.proowner)
