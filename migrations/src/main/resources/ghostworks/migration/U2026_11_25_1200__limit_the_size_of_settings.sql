-- Takes back that the size of settings is limited.
set local role ghostworks_owner;

alter table ghostworks.tenants drop constraint tenants_settings_size;

reset role;
