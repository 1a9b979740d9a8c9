-- severity: warning
-- title: The tenant column may be NULL
-- why: A row of no tenant is in no tenant's export or deletion, and unique keys do not bind it.
-- fix: Sets NOT NULL, after which a row without a tenant is refused; those there are need a tenant first.
select format('column %s.%I', t.name, t.tenant_column) as object, null as detail,
  format(E'-- Fails while a row has none: select count(*) from %s where %I is null\n', t.name, t.tenant_column)
    || format('alter table %s alter column %I set not null', t.name, t.tenant_column) as fix
from tenant_tables t
where not t.tenant_not_null
