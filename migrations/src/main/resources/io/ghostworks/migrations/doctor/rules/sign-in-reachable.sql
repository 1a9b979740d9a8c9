-- severity: error
-- title: The application can execute what signs people in
-- why: Whoever may open sessions, or read a hash by email, can be anybody; that is for the role ghostworks_sign_in alone.
-- fix: Revokes it from the application.
-- A definer function that is granted to the sign-in role is meant for nobody else.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object,
  'granted to ' || string_agg(distinct g.name, ', ') as detail,
  string_agg(distinct format('revoke execute on routine %s from %s', r.name, g.name), E';\n') as fix
from routines r
cross join lateral aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
join grantees g on g.oid = x.grantee
where r.prosecdef and x.grantee not in (r.proowner, coalesce(to_regrole('ghostworks_sign_in')::oid, 0))
  and exists (
    select from aclexplode(r.proacl) own where own.grantee = to_regrole('ghostworks_sign_in')::oid)
group by r.prokind, r.name
