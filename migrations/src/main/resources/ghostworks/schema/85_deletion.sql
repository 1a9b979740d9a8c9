-- What the application deletes. A table-level DELETE would let it LOCK the whole table too, and every tenant waits.
set local role ghostworks_owner;

create function ghostworks.delete_tenant() returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
begin
  -- Before the role is asked, so that no owner who is being demoted deletes the tenant at the last moment.
  perform 1 from ghostworks.tenants t where t.id = tenant for update;
  perform ghostworks.require_role(tenant, 'owner');
  delete from ghostworks.tenants t where t.id = tenant;
  return found;
end $$;
comment on function ghostworks.delete_tenant() is
  'Deletes the tenant of this transaction with everything in it, for an active owner.';

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

reset role;
