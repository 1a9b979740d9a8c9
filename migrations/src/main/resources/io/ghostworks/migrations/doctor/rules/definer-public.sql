-- severity: error
-- title: A definer function that everyone may execute
-- why: It runs as its owner for any role of the server; PUBLIC has EXECUTE unless it is revoked.
-- fix: Revokes it from PUBLIC, and grants it to the application where a policy, a view or a default calls it; grant it to others who call it.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, null as detail,
  format('revoke execute on routine %s from public', r.name)
    -- Policies, views and defaults call with the rights of whoever asks.
    || case when exists (
        select from pg_depend d
        where d.refclassid = 'pg_proc'::regclass and d.refobjid = r.oid
          and d.classid in ('pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))
      then format(E';\ngrant execute on routine %s to %I', r.name, input.app_role) else '' end as fix
from routines r
cross join input
cross join lateral aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
where r.prosecdef and x.grantee = 0
