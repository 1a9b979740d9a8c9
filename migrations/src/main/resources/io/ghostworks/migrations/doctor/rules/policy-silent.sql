-- severity: warning
-- title: A policy that is silent when the tenant is not set
-- why: current_setting(…, true) answers NULL, so a forgotten tenant context looks like a tenant without rows.
-- fix: Rewrites the conditions of a policy; a function is rewritten by hand.
select s.object, s.detail, s.fix
from (
  select p.name as object, p.conditions as detail, p.conditions as body, p.repair as fix
  from policies p
  union all
  select 'function ' || f.call, 'in ' || min(p.name), f.body, ''
  from tenant_functions f
  join policies p on position(f.call in p.conditions) > 0
  group by f.call, f.body) s
-- A coalesce whose last resort is a call, or a RAISE, makes up for it.
where s.body ~* 'current_setting\([^()]*,\s*true\)' and s.body !~* '(coalesce\(.*,\s*[\w."]+\(|\mraise\M)'
