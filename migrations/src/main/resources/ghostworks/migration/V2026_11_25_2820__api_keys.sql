-- Keys by which programs work in one tenant, looked up where a session's standing is asked for.
-- To give a role an object takes membership in it. A superuser needs none; anyone else lends it to the owner until the end.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant ghostworks_seal to ghostworks_owner;
  end if;
end $$;

set local role ghostworks_owner;

create table ghostworks.api_keys (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  role text not null,
  key_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  constraint api_keys_pkey primary key (tenant_id, id),
  constraint api_keys_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint api_keys_role_known check (role in ('owner', 'admin', 'member')),
  constraint api_keys_hash_length check (octet_length(key_hash) = 32),
  constraint api_keys_name_length check (char_length(name) between 1 and 100),
  constraint api_keys_name_visible check (ghostworks.is_visible(name))
);
-- A key says its id, and not its tenant.
create index api_keys_id_idx on ghostworks.api_keys (id);
comment on table ghostworks.api_keys is 'What programs work in a tenant by: SHA-256 of each key, which itself is nowhere.';
comment on column ghostworks.api_keys.created_by is 'Who made it. A fact about the past and so no foreign key: they may have left since.';
select ghostworks.isolate('ghostworks.api_keys');
grant select (tenant_id, id, name, role, created_by, created_at, expires_at, last_used_at)
  on ghostworks.api_keys to authenticated_users;

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
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    set local role ghostworks_owner;
  end if;
  alter function ghostworks.enter_by_key(text, bytea) owner to ghostworks_seal;
end $$;
set local role ghostworks_seal;
revoke execute on function ghostworks.enter_by_key(text, bytea) from public;
grant execute on function ghostworks.enter_by_key(text, bytea) to authenticated_users;

reset role;
set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_seal;

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

revoke execute on function
  ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea), ghostworks.note_api_key_use(uuid, uuid, bytea),
  ghostworks.revoke_api_key(uuid)
  from public;
grant execute on function ghostworks.revoke_api_key(uuid) to authenticated_users;
grant execute on function
  ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea), ghostworks.note_api_key_use(uuid, uuid, bytea)
  to ghostworks_sign_in;

reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_seal from ghostworks_owner;
  end if;
end $$;
