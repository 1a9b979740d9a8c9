-- severity: warning
-- title: A condition of the database's own decides
-- why: It asks a function or a query instead of the setting; whether it tells tenants apart is not to be read in it.
-- fix: None: try it with the rows of two tenants, and accept it by its condition.
-- One finding for a condition, however many policies have it.
select 'condition ' || p.conditions as object,
  format('in %s%s', string_agg(p.name, ', ' order by p.name) filter (where p.number <= 5),
    case when count(*) > 5 then format(' and %s more', count(*) - 5) else '' end) as detail,
  '' as fix
from (
  select p.*, row_number() over (partition by p.conditions order by p.name) as number
  from policies p
  where p.verdict = 'unproved') p
group by p.conditions
