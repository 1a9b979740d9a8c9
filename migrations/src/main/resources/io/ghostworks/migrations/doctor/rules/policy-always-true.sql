-- severity: error
-- title: A policy that is always true
-- why: It shows or accepts the rows of every tenant.
-- fix: Rewrites its conditions, or drops it beside the template; what it showed of other tenants is hidden then.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where p.verdict = 'always-true'
