-- severity: warning
-- title: The primary key does not start with the tenant
-- why: An id taken by another tenant is refused, which reveals it, and the table cannot be distributed by tenant.
-- fix: Makes the key again with the tenant first; ON CONFLICT and lookups by the old columns alone change. It says which foreign keys have to go before.
select k.name as object, k.definition as detail,
  coalesce(E'-- Fails while these refer to it; make them again with the tenant first, or drop them: ' || k.dependents || E'\n', '')
    || format('alter table %s drop constraint %I, add constraint %2$I ', k.table_name, k.conname)
    || k.tenant_first as fix
from keys k
where k.kind = 'p' and not k.led
