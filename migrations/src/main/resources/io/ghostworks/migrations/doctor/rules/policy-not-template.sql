-- severity: error
-- title: The policy is not the template
-- why: It compares something else than the tenant column with the tenant of the transaction, so nobody has proved it.
-- fix: Rewrites its conditions.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where not p.is_template and not p.always_true
  and not exists (select from policies other where other.table_oid = p.table_oid and other.is_template)
