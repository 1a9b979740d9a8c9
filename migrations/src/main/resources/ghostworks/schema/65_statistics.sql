-- What the planner must not know: its estimates are made of all tenants' values and EXPLAIN shows them to anyone. The borders
-- of a histogram are names and emails themselves. No plan needs the statistics of these columns.
set local role ghostworks_owner;

alter table ghostworks.artifacts alter column name set statistics 0, alter column description set statistics 0,
  alter column tags set statistics 0, alter column metadata set statistics 0, alter column search_document set statistics 0;
alter table ghostworks.tenants alter column name set statistics 0, alter column slug set statistics 0,
  alter column description set statistics 0, alter column settings set statistics 0;
alter table ghostworks.users alter column email set statistics 0, alter column first_name set statistics 0,
  alter column last_name set statistics 0, alter column password_hash set statistics 0;
alter table ghostworks.idempotency_keys alter column key set statistics 0, alter column fingerprint set statistics 0;

reset role;
