-- Entering a tenant by an API key. The key is looked up beneath the policies, as a session is: there is no context yet.
set local role ghostworks_owner;

grant select (tenant_id, id, role, key_hash, expires_at) on ghostworks.api_keys to ghostworks_seal;
grant execute on function ghostworks.tenant_id(), ghostworks.user_id() to ghostworks_seal;
create policy standing_reader on ghostworks.api_keys for select to ghostworks_seal using (true);
grant create on schema ghostworks to ghostworks_seal;

create function ghostworks.enter_by_key(
  p_seal text, p_key_hash bytea, out signed_in boolean, out role text, out tenant_active boolean)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid;
  key record;
begin
  perform ghostworks.enter(p_seal, null);
  tenant := ghostworks.tenant_id();
  select k.tenant_id, k.role into key
  from ghostworks.api_keys k
  where k.id = ghostworks.user_id() and k.key_hash = p_key_hash
    and (k.expires_at is null or k.expires_at > clock_timestamp())
  order by k.tenant_id <> tenant
  limit 1;
  signed_in := found;
  if found and key.tenant_id = tenant then
    role := key.role;
  end if;
  select t.is_active into tenant_active from ghostworks.tenants t where t.id = tenant;
end $$;
comment on function ghostworks.enter_by_key(text, bytea) is
  'Opens the tenant context that the seal names, whose user is an API key, and answers the key''s standing: whether it is in'
  ' force, be it in another tenant, its role in this one, whether the tenant is active; null where there is no such thing.';

reset role;
alter function ghostworks.enter_by_key(text, bytea) owner to ghostworks_seal;
set local role ghostworks_seal;
revoke execute on function ghostworks.enter_by_key(text, bytea) from public;
grant execute on function ghostworks.enter_by_key(text, bytea) to authenticated_users;

reset role;
set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_seal;

reset role;
