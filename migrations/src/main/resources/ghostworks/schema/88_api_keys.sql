-- How API keys come and go.
set local role ghostworks_owner;

create function ghostworks.make_api_key(
  p_user uuid, p_session uuid, p_tenant uuid, p_id uuid, p_name text, p_role text, p_expires_at timestamptz, p_key_hash bytea)
  returns timestamptz
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid;
  moment timestamptz := clock_timestamp();
begin
  if not ghostworks.lock_signed_in(p_user, p_session) then
    return null;
  end if;
  perform ghostworks.act_in(p_tenant, p_user);
  tenant := ghostworks.lock_tenant();
  perform ghostworks.require_role(tenant, case p_role when 'owner' then 'owner' else 'admin' end);
  perform 1 from ghostworks.tenants t where t.id = tenant and t.is_active;
  if not found then
    raise exception 'the tenant is not active'
      using errcode = 'foreign_key_violation', schema = 'ghostworks', table = 'api_keys', constraint = 'api_keys_tenant_id_fkey';
  end if;
  if (select count(*) from ghostworks.api_keys k where k.tenant_id = tenant) >= 100 then
    raise exception 'a tenant has at most 100 API keys'
      using errcode = 'check_violation', schema = 'ghostworks', table = 'api_keys', constraint = 'api_keys_at_most';
  end if;
  insert into ghostworks.api_keys (tenant_id, id, name, role, key_hash, created_by, created_at, expires_at)
  values (tenant, p_id, p_name, p_role, p_key_hash, p_user, moment, p_expires_at);
  return moment;
end $$;
comment on function ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea) is
  'Makes an API key for the user of an open session, who is an admin of the tenant, or an owner where the key is to be one; answers'
  ' when, and null unless the session is open. For the sign-in role alone: SQL inside a tenant would choose a hash it knows.';

create function ghostworks.note_api_key_use(p_tenant uuid, p_id uuid, p_key_hash bytea) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform ghostworks.act_in(p_tenant, p_id);
  update ghostworks.api_keys k set last_used_at = clock_timestamp()
  where k.tenant_id = p_tenant and k.id = p_id and k.key_hash = p_key_hash
    and (k.expires_at is null or k.expires_at > clock_timestamp())
    and (k.last_used_at is null or k.last_used_at < clock_timestamp() - interval '1 minute');
end $$;
comment on function ghostworks.note_api_key_use(uuid, uuid, bytea) is
  'Notes that a key in force was used, at most once a minute. In no transaction of the request, so that nobody who takes the key'
  ' back waits for one.';

create function ghostworks.revoke_api_key(p_id uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform ghostworks.require_role(tenant, 'admin');
  delete from ghostworks.api_keys k where k.tenant_id = tenant and k.id = p_id;
  return found;
end $$;
comment on function ghostworks.revoke_api_key(uuid) is
  'Takes an API key of the tenant back, for its admins: one that leaked must be stopped by whoever is there. False if there is none.';

reset role;
