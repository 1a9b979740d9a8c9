-- severity: error
-- title: A second way past the template policy
-- why: Permissive policies are joined by OR, so this one shows or accepts rows that the template refuses.
-- fix: Drops the policy; the application no longer sees what it alone showed. None where it asks a function or a query.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where p.verdict = 'extra'
