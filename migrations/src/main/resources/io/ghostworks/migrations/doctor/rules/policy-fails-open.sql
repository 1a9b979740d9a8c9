-- severity: error
-- title: A policy that opens when the tenant is not set
-- why: With no tenant in the transaction, or a NULL in the row, the condition turns true instead of an error.
-- fix: Rewrites its conditions.
select p.name as object, p.conditions as detail, p.repair as fix
from policies p
where p.conditions ~ 'COALESCE\('
    and position(', ' || quote_ident(p.tenant_column) in translate(p.conditions, '()', '')) > 0
  or p.conditions ~ ' OR ' and p.conditions ~ '( IS NULL| = ''''::text|IS NOT DISTINCT FROM)'
  or p.conditions ~ '(THEN|ELSE) true'
