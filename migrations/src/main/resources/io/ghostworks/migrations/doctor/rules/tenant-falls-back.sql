-- severity: error
-- title: A tenant stands in where none is set
-- why: Whoever forgets the tenant context works inside the tenant that is written there, and nobody notices.
-- fix: Rewrites the conditions of a policy, and whoever sets no tenant gets an error; a function is rewritten by hand.
-- The nil UUID is nobody's. A setting's name in a variable is no tenant.
select 'function ' || f.call as object, min(m.found) as detail, '' as fix
from tenant_functions f
cross join input
cross join lateral regexp_replace(regexp_replace(f.body, '--[^\n]*', '', 'g'), '/\*.*?\*/', '', 'g') plain (body)
cross join lateral (
  select format('''(?!%s''|0{8}-0{4}-0{4}-0{4}-0{12}'')[^'']+''', regexp_replace(input.setting, '(\W)', '\\\1', 'g')) as pattern) literal
cross join lateral (values
  ('coalesce\s*\(([^()]|\(([^()]|\(([^()]|\([^()]*\))*\))*\))*,\s*(' || literal.pattern || '|\d+)(\s*::\s*[\w.]+)*\s*\)'),
  ('coalesce\s*\(([^()]|\(([^()]|\(([^()]|\([^()]*\))*\))*\))*,\s*\(\s*select\s[^()]*\mfrom\s'),
  ('(\mreturn|\mthen|\melse|:=|\mdefault)\s*\(?\s*(' || literal.pattern || '|\d+)')) p (pattern)
cross join lateral (select (regexp_match(plain.body, '(' || p.pattern || ')', 'i'))[1] as found) m
where m.found is not null
group by f.call
union all
select p.name, p.conditions, p.repair
from policies p
where p.verdict = 'falls-back'
