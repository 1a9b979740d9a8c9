-- Takes the seal away: whoever runs SQL as the application's role can open any tenant again.
set local role ghostworks_owner;

create function ghostworks.context_missing(what text) returns text
  language plpgsql stable parallel safe
as $$
begin
  raise exception '% context is not set', what
    using errcode = 'insufficient_privilege', hint = format('Set app.current_%s_id in this transaction.', what);
end $$;

create or replace function ghostworks.tenant_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_tenant_id', true), ''), ghostworks.context_missing('tenant'))::uuid;

create or replace function ghostworks.user_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_user_id', true), ''), ghostworks.context_missing('user'))::uuid;

create function ghostworks.enter_context(tenant text, acting_user text) returns text[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  before text[] := array[
    coalesce(current_setting('app.current_tenant_id', true), ''), coalesce(current_setting('app.current_user_id', true), '')];
begin
  perform set_config('app.current_tenant_id', tenant, true), set_config('app.current_user_id', acting_user, true);
  return before;
end $$;

create or replace function ghostworks.count_members() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := coalesce(new.tenant_id, old.tenant_id);
  context text[];
  members integer := 0;
  owners integer := 0;
begin
  if tg_op <> 'DELETE' then
    members := members + 1;
    owners := owners + (new.role = 'owner' and new.is_active)::integer;
  end if;
  if tg_op <> 'INSERT' then
    members := members - 1;
    owners := owners - (old.role = 'owner' and old.is_active)::integer;
  end if;
  if members <> 0 or owners <> 0 then
    context := ghostworks.enter_context(tenant::text, coalesce(new.user_id, old.user_id)::text);
    -- The row lock makes two owners who leave at the same moment take turns.
    update ghostworks.tenants t
    set member_count = t.member_count + members, active_owner_count = t.active_owner_count + owners
    where t.id = tenant;
    perform ghostworks.enter_context(context[1], context[2]);
  end if;
  return null;
end $$;

create or replace function ghostworks.require_owner() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  context text[] := ghostworks.enter_context(new.id::text, '00000000-0000-0000-0000-000000000000');
begin
  perform 1 from ghostworks.tenants t where t.id = new.id and t.active_owner_count < 1;
  if found then
    raise exception 'a workspace keeps at least one active owner'
      using errcode = 'check_violation', schema = 'ghostworks', table = 'tenants', constraint = 'tenants_active_owner';
  end if;
  perform ghostworks.enter_context(context[1], context[2]);
  return null;
end $$;

revoke execute on function ghostworks.context_missing(text), ghostworks.enter_context(text, text) from public;
grant execute on function ghostworks.context_missing(text) to authenticated_users, ghostworks_search;

drop function
  ghostworks.enter(text, uuid), ghostworks.impose_context(uuid, uuid), ghostworks.restore_context(text),
  ghostworks.context_by_setting(text);
drop policy standing_reader on ghostworks.sessions;
drop policy standing_reader on ghostworks.users;
drop policy standing_reader on ghostworks.tenants;
drop policy standing_reader on ghostworks.workspace_memberships;
revoke select (id, user_id, revoked_at) on ghostworks.sessions from ghostworks_seal;
revoke select (id, is_active) on ghostworks.users from ghostworks_seal;
revoke select (id, is_active) on ghostworks.tenants from ghostworks_seal;
revoke select (tenant_id, user_id, role, is_active) on ghostworks.workspace_memberships from ghostworks_seal;
drop table ghostworks.seal_keys, ghostworks.seal_requirement;
revoke usage on schema ghostworks from ghostworks_seal;

reset role;
