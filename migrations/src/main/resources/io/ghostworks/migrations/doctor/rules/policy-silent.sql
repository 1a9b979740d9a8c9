-- severity: warning
-- title: A policy that is silent when the tenant is not set
-- why: current_setting(…, true) answers NULL, so a forgotten tenant context looks like a tenant without rows.
-- fix: Takes the `true` out of the conditions of a policy, and a forgotten tenant is an error; a function is rewritten by hand.
select s.object, s.detail, s.fix
from (
  select p.name as object, p.conditions as detail, p.conditions as body,
    format('alter policy %I on %s', p.polname, p.table_name)
      || coalesce(format(' using (%s)', loud.reads), '') || coalesce(format(' with check (%s)', loud.writes), '') as fix
  from policies p
  cross join lateral (
    select regexp_replace(p.reads, l.silent, l.aloud, 'g') as reads, regexp_replace(p.writes, l.silent, l.aloud, 'g') as writes
    from (values ('(current_setting\(''[^'']*''::text), true\)', '\1)')) l (silent, aloud)) loud
  where p.verdict in ('template', 'guarded')
  union all
  select 'function ' || f.call, 'in ' || min(p.name), f.body, ''
  from tenant_functions f
  join policies p on position(f.call in p.conditions) > 0
  group by f.call, f.body) s
-- A coalesce whose last resort is a call, or a RAISE, makes up for it.
where s.body ~* 'current_setting\([^()]*,\s*true\)' and s.body !~* '(coalesce\(.*,\s*[\w."]+\(|\mraise\M)'
