-- severity: error
-- title: A function brings a tenant of its own
-- why: Its SET clause puts that tenant in place of the caller's, so whoever calls it works on the rows of another.
-- fix: Takes the clause away; the function works inside the caller's tenant then, and fails where none is set.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, c.value as detail,
  format('alter routine %s reset %s', r.name, input.setting) as fix
from routines r
cross join input
cross join unnest(r.proconfig) c (value)
where starts_with(lower(c.value), lower(input.setting) || '=') and exists (
  select from aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
  where x.grantee in (select oid from grantees))
