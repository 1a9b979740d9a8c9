-- What keeps the counts of a tenant, and its last owner.
set local role ghostworks_owner;

-- They work in the tenant of the row, whoever fired them: a user deleted by an administrator leaves several tenants at once,
-- with no context at all. The row itself has passed its policy. They act for nobody.
create function ghostworks.count_members() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := coalesce(new.tenant_id, old.tenant_id);
  before text;
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
    before := ghostworks.impose_context(tenant, '00000000-0000-0000-0000-000000000000');
    -- The row lock makes two owners who leave at the same moment take turns.
    update ghostworks.tenants t
    set member_count = t.member_count + members, active_owner_count = t.active_owner_count + owners
    where t.id = tenant;
    perform ghostworks.restore_context(before);
  end if;
  return null;
end $$;

create function ghostworks.require_owner() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  before text := ghostworks.impose_context(new.id, '00000000-0000-0000-0000-000000000000');
begin
  perform 1 from ghostworks.tenants t where t.id = new.id and t.active_owner_count < 1;
  if found then
    raise exception 'a workspace keeps at least one active owner'
      using errcode = 'check_violation', schema = 'ghostworks', table = 'tenants', constraint = 'tenants_active_owner';
  end if;
  perform ghostworks.restore_context(before);
  return null;
end $$;

create trigger touch before update on ghostworks.users
  for each row execute function ghostworks.touch();
create trigger touch before update of name, slug, description, settings, is_active on ghostworks.tenants
  for each row execute function ghostworks.touch();
create trigger touch before update on ghostworks.workspace_memberships
  for each row execute function ghostworks.touch();
create trigger count_members after insert or update or delete on ghostworks.workspace_memberships
  for each row execute function ghostworks.count_members();
create constraint trigger require_owner after insert or update of active_owner_count on ghostworks.tenants
  deferrable initially deferred
  for each row execute function ghostworks.require_owner();

reset role;
