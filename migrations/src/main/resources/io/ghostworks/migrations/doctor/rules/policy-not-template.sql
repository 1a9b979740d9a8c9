-- severity: error
-- title: The policy is not the template
-- why: It compares something else than the tenant column with the tenant of the transaction, so nobody has proved it.
-- fix: Rewrites its conditions. None where they do not name the setting: the template would break what the application does.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where p.verdict = 'not-template'
