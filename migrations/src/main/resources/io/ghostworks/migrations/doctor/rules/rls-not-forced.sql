-- severity: error
-- title: Row-level security does not bind the owner
-- why: Without FORCE the owner, its definer functions and its views step over every policy.
-- fix: Forces it.
select 'table ' || t.name as object, null as detail, format('alter table %s force row level security', t.name) as fix
from tenant_tables t
where not t.relforcerowsecurity
