-- severity: warning
-- title: USING without WITH CHECK where it matters
-- why: What may be written is decided by a condition about what may be read, and that condition is not the template.
-- fix: Adds WITH CHECK with the template, where the policy is to stay.
select p.name as object, p.conditions as detail,
  format('alter policy %I on %s with check (%s)', p.polname, p.table_name, p.template) as fix
from policies p
where p.polcmd in ('*', 'w') and p.reads is not null and p.writes is null and p.verdict = 'extra' and not p.is_of_its_own
