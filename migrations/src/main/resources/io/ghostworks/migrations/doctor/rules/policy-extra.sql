-- severity: error
-- title: A second way past the template policy
-- why: Permissive policies are joined by OR, so this one shows or accepts rows that the template refuses.
-- fix: Drops the policy.
select p.name as object, p.conditions as detail, format('drop policy %I on %s', p.polname, p.table_name) as fix
from policies p
where not p.is_template
  and exists (select from policies other where other.table_oid = p.table_oid and other.is_template)
