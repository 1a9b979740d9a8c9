-- LOCK TABLE needs a table-level UPDATE, DELETE or TRUNCATE, or INSERT for its weaker modes: the application keeps none. The
-- audit table is not written yet, so nobody forges rows in it.
set local role ghostworks_owner;

create function ghostworks.delete_tenant() returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  delete from ghostworks.tenants t where t.id = ghostworks.tenant_id();
  return found;
end $$;
comment on function ghostworks.delete_tenant() is
  'Deletes the tenant of this transaction with everything in it; false when it is gone already.';

create function ghostworks.clear_idempotency_keys(p_oldest timestamptz) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  cleared integer;
begin
  delete from ghostworks.idempotency_keys k
  where k.tenant_id = ghostworks.tenant_id() and (k.user_id, k.key) in (
    select e.user_id, e.key
    from ghostworks.idempotency_keys e
    where e.tenant_id = ghostworks.tenant_id() and e.created_at <= p_oldest
    order by e.created_at
    limit 10
    for update skip locked);
  get diagnostics cleared = row_count;
  return cleared;
end $$;
comment on function ghostworks.clear_idempotency_keys(timestamptz) is
  'Deletes up to ten keys of the tenant that are as old as that: so few that no request waits for it.';

revoke execute on function ghostworks.delete_tenant(), ghostworks.clear_idempotency_keys(timestamptz) from public;
grant execute on function ghostworks.delete_tenant(), ghostworks.clear_idempotency_keys(timestamptz)
  to authenticated_users;
revoke delete on ghostworks.tenants from authenticated_users;
revoke insert, delete on ghostworks.idempotency_keys from authenticated_users;
grant insert (tenant_id, user_id, key, fingerprint, artifact_id, created_at)
  on ghostworks.idempotency_keys to authenticated_users;
revoke select, insert on ghostworks.audit_entries from authenticated_users;

reset role;
