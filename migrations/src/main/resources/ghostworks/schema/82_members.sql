-- How members come, change and go, and how a tenant begins: functions, and no table privilege. Each works in the tenant
-- of the context and under its policies: FORCE binds their owner too.
set local role ghostworks_owner;

create function ghostworks.require_role(p_tenant uuid, p_least text) returns void
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  acting text;
begin
  select m.role into acting
  from ghostworks.workspace_memberships m
  where m.tenant_id = p_tenant and m.user_id = ghostworks.user_id() and m.is_active;
  if not found then
    raise exception 'the acting user is not an active member of this tenant'
      using errcode = 'foreign_key_violation', schema = 'ghostworks', table = 'workspace_memberships',
        constraint = 'workspace_memberships_tenant_id_fkey';
  end if;
  if acting <> 'owner' and (p_least = 'owner' or acting <> 'admin') then
    raise exception 'this needs the role %', p_least
      using errcode = 'insufficient_privilege', schema = 'ghostworks', table = 'workspace_memberships',
        constraint = 'workspace_memberships_role_sufficient';
  end if;
end $$;
comment on function ghostworks.require_role(uuid, text) is
  'Refuses unless the acting user is an active owner of the tenant, or an active admin where that is enough.';

create function ghostworks.lock_tenant() returns uuid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
begin
  -- No stronger than counting its members, so nobody who writes into the tenant waits.
  perform 1 from ghostworks.tenants t where t.id = tenant for no key update;
  return tenant;
end $$;
comment on function ghostworks.lock_tenant() is
  'Makes all who change the tenant or its members take turns, and answers its id. Before the acting user''s role is asked,'
  ' so that of two owners who demote each other the second is refused.';

create function ghostworks.create_tenant(
  p_name text, p_slug text, p_description text, p_settings jsonb, p_now timestamptz) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
begin
  insert into ghostworks.tenants (id, name, slug, description, settings, created_at, updated_at)
  values (tenant, p_name, p_slug, p_description, p_settings, p_now, p_now);
  insert into ghostworks.workspace_memberships (tenant_id, user_id, role, created_at, updated_at)
  values (tenant, ghostworks.user_id(), 'owner', p_now, p_now);
end $$;
comment on function ghostworks.create_tenant(text, text, text, jsonb, timestamptz) is
  'Makes the tenant of the context, owned by the user of the context.';

create function ghostworks.add_member(p_email text, p_role text, p_now timestamptz) returns uuid
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
  added uuid;
begin
  perform ghostworks.require_role(tenant, case p_role when 'owner' then 'owner' else 'admin' end);
  select u.id into added from ghostworks.users u where u.email = p_email and u.is_active;
  if found then
    insert into ghostworks.workspace_memberships (tenant_id, user_id, role, created_at, updated_at)
    values (tenant, added, p_role, p_now, p_now);
  end if;
  return added;
end $$;
comment on function ghostworks.add_member(text, text, timestamptz) is
  'Makes the active user of exactly this email a member; null if there is none.';

create function ghostworks.lock_member(p_user uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform 1 from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user for update;
  return found;
end $$;
comment on function ghostworks.lock_member(uuid) is 'Keeps all others from changing this member; false if there is none.';

create function ghostworks.change_member(p_user uuid, p_role text, p_is_active boolean) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
  present text;
begin
  select m.role into present
  from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user for update;
  if not found then
    return false;
  end if;
  perform ghostworks.require_role(
    tenant, case when present = 'member' and p_role is distinct from 'owner' then 'admin' else 'owner' end);
  update ghostworks.workspace_memberships m
  set role = coalesce(p_role, m.role), is_active = coalesce(p_is_active, m.is_active)
  where m.tenant_id = tenant and m.user_id = p_user;
  return true;
end $$;
comment on function ghostworks.change_member(uuid, text, boolean) is
  'Gives a member another role, switches them on or off; null leaves a value as it is. False if there is no such member.';

create function ghostworks.remove_member(p_user uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
  present text;
begin
  select m.role into present
  from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user for update;
  if not found then
    return false;
  end if;
  if p_user <> ghostworks.user_id() then
    perform ghostworks.require_role(tenant, case present when 'member' then 'admin' else 'owner' end);
  end if;
  delete from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user;
  return true;
end $$;
comment on function ghostworks.remove_member(uuid) is
  'Removes a member; anyone may remove themself. False if there is no such member.';

reset role;
