-- Whoever runs SQL inside a tenant changes and deletes it again, whatever their role.
set local role ghostworks_owner;

grant update (name, description, settings, is_active) on ghostworks.tenants to authenticated_users;

create or replace function ghostworks.delete_tenant() returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  delete from ghostworks.tenants t where t.id = ghostworks.tenant_id();
  return found;
end $$;
comment on function ghostworks.delete_tenant() is
  'Deletes the tenant of this transaction with everything in it; false when it is gone already.';

create or replace function ghostworks.add_member(p_email text, p_role text, p_now timestamptz) returns uuid
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
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

create or replace function ghostworks.lock_member(p_user uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
begin
  perform 1 from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user for update;
  return found;
end $$;

create or replace function ghostworks.change_member(p_user uuid, p_role text, p_is_active boolean) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
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

create or replace function ghostworks.remove_member(p_user uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.tenant_id();
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

drop function ghostworks.change_tenant(text, text, jsonb, boolean), ghostworks.lock_tenant();

reset role;
