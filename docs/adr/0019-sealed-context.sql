-- The proposal of ADR 0019: a migration, not applied anywhere yet.
-- A tenant context that only whoever holds the key can open. Until now any SQL on the application's own connection could
-- set another tenant. Servers from before keep working until `db require-seal` says that there are none left.
-- Why it can't be forged: docs/adr/0019-a-context-that-cannot-be-forged.md.

do $$
begin
  if to_regrole('ghostworks_seal') is null then create role ghostworks_seal nologin noinherit; end if;
end $$;
-- A parameter that this role alone may set keeps the context best. Where no superuser can be had to say so, as in managed
-- services, the seal itself is kept in a setting and verified for each statement.
do $$
begin
  grant set on parameter backtrace_functions to ghostworks_seal;
exception when insufficient_privilege then
  raise notice 'the context is kept in a sealed setting, because a superuser alone can grant a parameter';
end $$;
-- To give a role an object takes membership in it. A superuser needs none; anyone else lends it to themself until the end.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant ghostworks_seal to current_user;
  end if;
end $$;

set local role ghostworks_owner;

-- The keys that seals are made with, as the two pads of HMAC (RFC 2104), so that nothing is computed twice.
create table ghostworks.seal_keys (
  id text not null,
  inner_pad bytea not null,
  outer_pad bytea not null,
  created_at timestamptz not null default now(),
  constraint seal_keys_pkey primary key (id),
  constraint seal_keys_id_form check (id ~ '^[0-9a-f]{8}$'),
  constraint seal_keys_pad_length check (octet_length(inner_pad) = 64 and octet_length(outer_pad) = 64)
);
comment on table ghostworks.seal_keys is 'Whoever reads these can be any user in any tenant. ghostworks_seal alone does.';

-- A row means: a context that carries no seal is refused. Without it, servers from before the seal still work.
create table ghostworks.seal_requirement (
  since timestamptz not null default now(),
  constraint seal_requirement_pkey primary key (since)
);

grant select on ghostworks.seal_keys, ghostworks.seal_requirement to ghostworks_seal;
grant select (id, user_id, revoked_at) on ghostworks.sessions to ghostworks_seal;
grant select (id, is_active) on ghostworks.users to ghostworks_seal;
grant select (id, is_active) on ghostworks.tenants to ghostworks_seal;
grant select (tenant_id, user_id, role, is_active) on ghostworks.workspace_memberships to ghostworks_seal;
create policy standing_reader on ghostworks.sessions for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.users for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.tenants for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.workspace_memberships for select to ghostworks_seal using (true);

alter table ghostworks.seal_keys enable row level security;
alter table ghostworks.seal_requirement enable row level security;
create policy seal_reader on ghostworks.seal_keys for select to ghostworks_seal using (true);
create policy seal_reader on ghostworks.seal_requirement for select to ghostworks_seal using (true);
-- In an empty database nobody works without a seal.
insert into ghostworks.seal_requirement select where pg_relation_size('ghostworks.tenants') = 0;

grant usage on schema ghostworks to ghostworks_seal;
-- Only while the functions are made; taken back below.
grant create on schema ghostworks to ghostworks_seal;
reset role;
set local role ghostworks_seal;

-- A seal is the tenant and the user (32 hexadecimal digits each), the second since 1970 until which it holds (10 digits),
-- the id of its key (8), and HMAC-SHA-256 of all these (64). Answers tenant and user of one that is authentic and in force.
create function ghostworks.verify_seal(p_seal text) returns text
  language plpgsql stable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  body text := substr(p_seal, 1, 82);
  inner_pad bytea;
  outer_pad bytea;
begin
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from ghostworks.seal_keys k where k.id = substr(body, 75);
  if encode(sha256(outer_pad || sha256(inner_pad || convert_to(body, 'UTF8'))), 'hex') is distinct from substr(p_seal, 83) then
    raise exception 'the seal of the tenant context is not authentic'
      using errcode = 'GW001', hint = 'The application and the database must have the same seal key.';
  end if;
  -- Half a minute of life, and a minute that two clocks may differ by.
  if substr(body, 65, 10)::bigint not between extract(epoch from now()) - 60 and extract(epoch from now()) + 90 then
    raise exception 'the seal of the tenant context is not in force'
      using errcode = 'GW001', hint = 'The clocks of the application and the database differ by more than a minute.';
  end if;
  return substr(body, 1, 64);
end $$;

-- The context where no trusted parameter holds it: 32 digits of the tenant or the user.
create function ghostworks.context_by_setting(p_what text) returns text
  language plpgsql stable parallel safe security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  seal text := current_setting('app.context_seal', true);
  unsealed text := current_setting('app.current_' || p_what || '_id', true);
begin
  if seal <> '' then
    return substr(ghostworks.verify_seal(seal), case p_what when 'tenant' then 1 else 33 end, 32);
  end if;
  if unsealed <> '' and not exists (select from ghostworks.seal_requirement) then
    return unsealed;
  end if;
  raise exception '% context is not set', p_what
    using errcode = 'insufficient_privilege', hint = 'Begin the transaction with ghostworks.enter(seal, session).';
end $$;

create function ghostworks.enter(
  p_seal text, p_session uuid, out signed_in boolean, out role text, out tenant_active boolean)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  context text := ghostworks.verify_seal(p_seal);
  tenant uuid := substr(context, 1, 32);
  actor uuid := substr(context, 33);
begin
  if has_parameter_privilege('backtrace_functions', 'SET') then
    perform set_config('backtrace_functions', 't' || substr(context, 1, 32) || ',u' || substr(context, 33), true);
  else
    perform set_config('app.context_seal', p_seal, true);
  end if;
  select s.revoked_at is null and u.is_active into signed_in
  from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id
  where s.id = p_session and s.user_id = actor;
  select m.role, t.is_active into role, tenant_active
  from ghostworks.tenants t
  left join ghostworks.workspace_memberships m on m.tenant_id = t.id and m.user_id = actor and m.is_active
  where t.id = tenant;
end $$;
comment on function ghostworks.enter(text, uuid) is
  'Opens the tenant context that the seal names, until the end of the transaction, and answers the standing of its user:'
  ' whether the session is open, the role, whether the tenant is active; null where there is no such thing.';

-- For triggers that work for the row that fired them. Answers the context to go back to.
create function ghostworks.impose_context(p_tenant uuid, p_user uuid) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  context text := replace(p_tenant::text || p_user::text, '-', '');
  before text;
  body text;
  key record;
begin
  if has_parameter_privilege('backtrace_functions', 'SET') then
    before := current_setting('backtrace_functions');
    perform set_config('backtrace_functions', 't' || substr(context, 1, 32) || ',u' || substr(context, 33), true);
    return before;
  end if;
  before := coalesce(current_setting('app.context_seal', true), '');
  select k.id, k.inner_pad, k.outer_pad into key from ghostworks.seal_keys k order by k.created_at desc limit 1;
  if not found then
    raise exception 'there is no seal key in this database' using errcode = 'object_not_in_prerequisite_state';
  end if;
  body := context || floor(extract(epoch from now()))::bigint + 30 || key.id;
  perform set_config('app.context_seal',
    body || encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(body, 'UTF8'))), 'hex'), true);
  return before;
end $$;

create function ghostworks.restore_context(p_before text) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config(
    case when has_parameter_privilege('backtrace_functions', 'SET') then 'backtrace_functions' else 'app.context_seal' end,
    p_before, true);
end $$;

revoke execute on function
  ghostworks.verify_seal(text), ghostworks.context_by_setting(text), ghostworks.enter(text, uuid),
  ghostworks.impose_context(uuid, uuid), ghostworks.restore_context(text)
  from public;
grant execute on function ghostworks.context_by_setting(text) to authenticated_users, ghostworks_search;
grant execute on function ghostworks.enter(text, uuid) to authenticated_users;
grant execute on function ghostworks.impose_context(uuid, uuid), ghostworks.restore_context(text) to ghostworks_owner;
reset role;
set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_seal;

create or replace function ghostworks.tenant_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(substr(current_setting('backtrace_functions'), 2, 32), ''), ghostworks.context_by_setting('tenant'))::uuid;

create or replace function ghostworks.user_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(substr(current_setting('backtrace_functions'), 36, 32), ''), ghostworks.context_by_setting('user'))::uuid;

create or replace function ghostworks.count_members() returns trigger
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
    before := ghostworks.impose_context(tenant, coalesce(new.user_id, old.user_id));
    -- The row lock makes two owners who leave at the same moment take turns.
    update ghostworks.tenants t
    set member_count = t.member_count + members, active_owner_count = t.active_owner_count + owners
    where t.id = tenant;
    perform ghostworks.restore_context(before);
  end if;
  return null;
end $$;

create or replace function ghostworks.require_owner() returns trigger
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

drop function ghostworks.enter_context(text, text);
drop function ghostworks.context_missing(text);

reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_seal from current_user;
  end if;
end $$;
