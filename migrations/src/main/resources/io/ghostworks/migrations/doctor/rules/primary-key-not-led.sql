-- severity: warning
-- title: The primary key does not start with the tenant
-- why: An id taken by another tenant is refused, which reveals it, and the table cannot be distributed by tenant.
-- fix: Makes the key again with the tenant first. Foreign keys that refer to the old one have to be dropped before.
select k.name as object, k.definition as detail,
  format('alter table %s drop constraint %I, add constraint %2$I ', k.table_name, k.conname)
    || k.tenant_first as fix
from keys k
where k.kind = 'p' and not k.led
