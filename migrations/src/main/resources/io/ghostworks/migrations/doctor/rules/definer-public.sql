-- severity: error
-- title: A definer function that everyone may execute
-- why: It runs as its owner for any role of the server; PUBLIC has EXECUTE unless it is revoked.
-- fix: Revokes it from PUBLIC. Grant it to the application where that calls it.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, null as detail,
  format('revoke execute on routine %s from public', r.name) as fix
from routines r
cross join lateral aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
where r.prosecdef and x.grantee = 0
