-- Settings are limited as the metadata of artifacts are. The domain measured them as compact JSON alone, where 1e-999 takes
-- six bytes and not the thousand that are stored.
set local role ghostworks_owner;

alter table ghostworks.tenants
  add constraint tenants_settings_size check (octet_length(settings::text) <= 131072) not valid;
alter table ghostworks.tenants validate constraint tenants_settings_size;

reset role;
