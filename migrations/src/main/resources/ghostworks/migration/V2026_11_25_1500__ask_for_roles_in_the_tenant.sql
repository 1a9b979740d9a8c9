-- What changes or deletes a tenant asks the database for the acting user's role, and under a lock: SQL inside a tenant could
-- switch it off or delete it as a plain member, and of two owners who demoted each other both succeeded beside a third.
set local role ghostworks_owner;

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

create or replace function ghostworks.add_member(p_email text, p_role text, p_now timestamptz) returns uuid
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

create or replace function ghostworks.lock_member(p_user uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform 1 from ghostworks.workspace_memberships m where m.tenant_id = tenant and m.user_id = p_user for update;
  return found;
end $$;

create or replace function ghostworks.change_member(p_user uuid, p_role text, p_is_active boolean) returns boolean
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

create or replace function ghostworks.remove_member(p_user uuid) returns boolean
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

create function ghostworks.change_tenant(p_name text, p_description text, p_settings jsonb, p_is_active boolean)
  returns setof ghostworks.tenants
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform ghostworks.require_role(tenant, case
    when p_is_active is null and (select t.is_active from ghostworks.tenants t where t.id = tenant) then 'admin'
    else 'owner' end);
  return query
    update ghostworks.tenants t
    set name = coalesce(p_name, t.name), settings = coalesce(p_settings, t.settings),
      description = case when p_description is null then t.description else nullif(p_description, '') end,
      is_active = coalesce(p_is_active, t.is_active)
    where t.id = tenant
    returning t.*;
end $$;
comment on function ghostworks.change_tenant(text, text, jsonb, boolean) is
  'Changes the tenant of the context; null leaves a value as it is, and an empty description clears it. Switching it on or'
  ' off, and changing it while it is off, is for owners.';

create or replace function ghostworks.delete_tenant() returns boolean
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

revoke execute on function ghostworks.lock_tenant(), ghostworks.change_tenant(text, text, jsonb, boolean) from public;
grant execute on function ghostworks.change_tenant(text, text, jsonb, boolean) to authenticated_users;
revoke update (name, description, settings, is_active) on ghostworks.tenants from authenticated_users;

reset role;
