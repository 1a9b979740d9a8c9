-- severity: error
-- title: A policy that opens when the tenant is not set
-- why: With no tenant in the transaction, or a NULL in the row, the condition turns true instead of an error.
-- fix: Rewrites its conditions; whoever sets no tenant gets an error then. None where they do not name the setting.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where p.verdict = 'fails-open'
