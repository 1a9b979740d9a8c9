-- Gives the application its table-level privileges back.
set local role ghostworks_owner;

grant select, insert on ghostworks.audit_entries to authenticated_users;
revoke insert (tenant_id, user_id, key, fingerprint, artifact_id, created_at)
  on ghostworks.idempotency_keys from authenticated_users;
grant insert, delete on ghostworks.idempotency_keys to authenticated_users;
grant delete on ghostworks.tenants to authenticated_users;
drop function ghostworks.clear_idempotency_keys(timestamptz);
drop function ghostworks.delete_tenant();

reset role;
