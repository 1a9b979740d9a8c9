-- Collects statistics of every column again, at the next ANALYZE.
set local role ghostworks_owner;

alter table ghostworks.idempotency_keys alter column fingerprint set statistics -1,
  alter column key set statistics -1;
alter table ghostworks.users alter column password_hash set statistics -1, alter column last_name set statistics -1,
  alter column first_name set statistics -1, alter column email set statistics -1;
alter table ghostworks.tenants alter column settings set statistics -1, alter column description set statistics -1,
  alter column slug set statistics -1, alter column name set statistics -1;
alter table ghostworks.artifacts alter column metadata set statistics -1, alter column description set statistics -1,
  alter column name set statistics -1;

reset role;
