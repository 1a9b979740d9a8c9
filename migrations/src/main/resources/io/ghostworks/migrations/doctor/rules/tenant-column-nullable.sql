-- severity: warning
-- title: The tenant column may be NULL
-- why: A row of no tenant is in no tenant's export or deletion, and unique keys do not bind it.
-- fix: Sets NOT NULL.
select format('column %s.%I', t.name, t.tenant_column) as object, null as detail,
  format('alter table %s alter column %I set not null', t.name, t.tenant_column) as fix
from tenant_tables t
where not t.tenant_not_null
