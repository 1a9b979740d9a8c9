-- A tenant context that only whoever holds the key can open. Until now any SQL on the application's own connection could
-- set another tenant. Servers from before keep working until `db require-seal` says that there are none left.
-- Why it can't be forged: docs/adr/0019-a-context-that-cannot-be-forged.md.

-- Roles are shared by all databases of a server, so a second database finds it in place.
do $$
begin
  if to_regrole('ghostworks_seal') is null then
    create role ghostworks_seal nologin noinherit;
  end if;
exception
  when insufficient_privilege then
    raise exception 'the role ghostworks_seal is missing and % may not make it; run `db init` again with an administrator''s credentials, then upgrade', current_user
      using errcode = 'insufficient_privilege';
  when duplicate_object or unique_violation then
    null; -- Another database of this server made it at the same time: before that one's commit, or after it.
end $$;
-- A parameter that this role alone may set keeps the context best. Where no superuser can be had to say so, as in managed
-- services, the context is kept in a setting, sealed, and verified by each statement.
do $$
begin
  if not has_parameter_privilege('ghostworks_seal', 'backtrace_functions', 'SET') then
    grant set on parameter backtrace_functions to ghostworks_seal;
  end if;
exception
  when insufficient_privilege then
    raise notice 'the context is kept in a sealed setting, because a superuser alone can grant a parameter';
end $$;
-- To give a role an object takes membership in it. A superuser needs none; anyone else lends it to the owner until the end.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant ghostworks_seal to ghostworks_owner;
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
  -- `internal` is known to nobody: what the database itself seals contexts with where no parameter holds them.
  constraint seal_keys_id_form check (id ~ '^[0-9a-f]{8}$' or id = 'internal'),
  constraint seal_keys_pad_length check (octet_length(inner_pad) = 64 and octet_length(outer_pad) = 64)
);
comment on table ghostworks.seal_keys is
  'Whoever reads these can be any user in any tenant. ghostworks_seal alone does, and the owner.';

-- A row means: a context that carries no seal is refused. Without it, servers from before the seal still work.
create table ghostworks.seal_requirement (
  since timestamptz not null default now(),
  constraint seal_requirement_pkey primary key (since)
);

alter table ghostworks.seal_keys enable row level security;
alter table ghostworks.seal_requirement enable row level security;
create policy seal_reader on ghostworks.seal_keys for select to ghostworks_seal using (true);
create policy seal_reader on ghostworks.seal_requirement for select to ghostworks_seal using (true);
grant select on ghostworks.seal_keys, ghostworks.seal_requirement to ghostworks_seal;

-- The standing of whoever enters is asked for beneath the policies: there is no context yet.
create policy standing_reader on ghostworks.sessions for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.users for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.tenants for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.workspace_memberships for select to ghostworks_seal using (true);
grant select (id, user_id, revoked_at) on ghostworks.sessions to ghostworks_seal;
grant select (id, is_active) on ghostworks.users to ghostworks_seal;
grant select (id, is_active) on ghostworks.tenants to ghostworks_seal;
grant select (tenant_id, user_id, role, is_active) on ghostworks.workspace_memberships to ghostworks_seal;

-- Two pads that come from no key are as good as two that do; a random UUID has 122 random bits.
insert into ghostworks.seal_keys (id, inner_pad, outer_pad)
select 'internal',
  uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
-- In a database without tenants nobody works without a seal.
insert into ghostworks.seal_requirement select where pg_relation_size('ghostworks.tenants') = 0;

grant usage on schema ghostworks to ghostworks_seal;
-- Only while the functions are made; taken back below.
grant create on schema ghostworks to ghostworks_seal;

-- What a policy asks where no trusted parameter holds the context: 32 digits of the tenant or the user. It answers the
-- tenant and does not merely check it: a setting could be changed after a check.
create function ghostworks.context_by_setting(p_what text) returns text
  language plpgsql stable parallel safe security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  held text := current_setting('app.context_seal', true);
  unsealed text := current_setting('app.current_' || p_what || '_id', true);
  inner_pad bytea;
  outer_pad bytea;
begin
  if held <> '' then
    select k.inner_pad, k.outer_pad into inner_pad, outer_pad from ghostworks.seal_keys k where k.id = 'internal';
    -- Of this transaction, by the second in millionths at which it began: another one's is of no use.
    if substr(held, 68, 16) is distinct from (extract(epoch from now()) * 1000000)::bigint::text
      or sha256(convert_to(substr(held, 84), 'UTF8')) is distinct from sha256(convert_to(encode(
        sha256(outer_pad || sha256(inner_pad || convert_to(substr(held, 1, 83), 'UTF8'))), 'hex'), 'UTF8')) then
      raise exception 'the tenant context is not authentic'
        using errcode = 'GW001', hint = 'Begin the transaction with ghostworks.enter(seal, session).';
    end if;
    return substr(held, case p_what when 'tenant' then 2 else 36 end, 32);
  end if;
  if unsealed <> '' and not exists (select from ghostworks.seal_requirement) then
    return unsealed;
  end if;
  raise exception '% context is not set', p_what
    using errcode = 'insufficient_privilege', hint = 'Begin the transaction with ghostworks.enter(seal, session).';
end $$;

-- Opens a context without a seal: for the owner of the schema, whose triggers work for the row that fired them. Answers the
-- context to go back to. It is `t` and the tenant, `,u` and the user: names of C functions to the parameter, and none has
-- such a name. Without the parameter it is followed by the moment at which the transaction began, and HMAC-SHA-256 of both
-- under a key that is nowhere else.
create function ghostworks.impose_context(p_tenant uuid, p_user uuid) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  context text := 't' || replace(p_tenant::text, '-', '') || ',u' || replace(p_user::text, '-', '');
  before text;
  inner_pad bytea;
  outer_pad bytea;
begin
  if has_parameter_privilege('backtrace_functions', 'SET') then
    before := current_setting('backtrace_functions');
    perform set_config('backtrace_functions', context, true);
    return before;
  end if;
  before := coalesce(current_setting('app.context_seal', true), '');
  select k.inner_pad, k.outer_pad into strict inner_pad, outer_pad from ghostworks.seal_keys k where k.id = 'internal';
  context := context || (extract(epoch from now()) * 1000000)::bigint;
  perform set_config('app.context_seal',
    context || encode(sha256(outer_pad || sha256(inner_pad || convert_to(context, 'UTF8'))), 'hex'), true);
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

-- A seal is the tenant and the user (32 hexadecimal digits each), the second since 1970 until which it holds (10 digits),
-- the id of its key (8), and HMAC-SHA-256 of all these (64). What is compared are digests, so that the time it takes tells
-- nothing about the code that would have been right.
create function ghostworks.enter(
  p_seal text, p_session uuid, out signed_in boolean, out role text, out tenant_active boolean)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  body text := substr(p_seal, 1, 82);
  inner_pad bytea;
  outer_pad bytea;
  tenant uuid;
  actor uuid;
begin
  -- Behind a pooler that resets nothing somebody may have left it off, and every statement under a policy would fail.
  if current_setting('row_security') <> 'on' then
    perform set_config('row_security', 'on', true);
  end if;
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from ghostworks.seal_keys k where k.id = substr(body, 75);
  if not found then
    raise exception 'the seal of the tenant context was made with a key that this database does not have'
      using errcode = 'GW001', hint = 'The application and the database must have the same seal key.';
  end if;
  if sha256(convert_to(substr(p_seal, 83), 'UTF8')) is distinct from sha256(convert_to(encode(
    sha256(outer_pad || sha256(inner_pad || convert_to(body, 'UTF8'))), 'hex'), 'UTF8')) then
    raise exception 'the seal of the tenant context is not authentic' using errcode = 'GW001';
  end if;
  -- Half a minute of life, and a minute that two clocks may differ by. Not now(): that is when the transaction began.
  if substr(body, 65, 10)::bigint
    not between extract(epoch from clock_timestamp()) - 60 and extract(epoch from clock_timestamp()) + 90 then
    raise exception 'the seal of the tenant context is not in force'
      using errcode = 'GW001', hint = 'The clocks of the application and the database differ by more than a minute.';
  end if;
  tenant := substr(body, 1, 32);
  actor := substr(body, 33, 32);
  if has_parameter_privilege('backtrace_functions', 'SET') then
    perform set_config('backtrace_functions', 't' || substr(body, 1, 32) || ',u' || substr(body, 33, 32), true);
  else
    perform ghostworks.impose_context(tenant, actor);
  end if;
  if p_session is not null then
    select s.revoked_at is null and u.is_active into signed_in
    from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id
    where s.id = p_session and s.user_id = actor;
    select m.role, t.is_active into role, tenant_active
    from ghostworks.tenants t
    left join ghostworks.workspace_memberships m on m.tenant_id = t.id and m.user_id = actor and m.is_active
    where t.id = tenant;
  end if;
end $$;
comment on function ghostworks.enter(text, uuid) is
  'Opens the tenant context that the seal names, until the end of the transaction. With a session it answers the standing of'
  ' its user: whether the session is open, the role, whether the tenant is active; null where there is no such thing.';

reset role;
-- They are made by the owner and given away, as making one takes a privilege of its language, which a superuser alone can
-- give.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    set local role ghostworks_owner;
  end if;
  alter function ghostworks.context_by_setting(text) owner to ghostworks_seal;
  alter function ghostworks.impose_context(uuid, uuid) owner to ghostworks_seal;
  alter function ghostworks.restore_context(text) owner to ghostworks_seal;
  alter function ghostworks.enter(text, uuid) owner to ghostworks_seal;
end $$;
set local role ghostworks_seal;
revoke execute on function
  ghostworks.context_by_setting(text), ghostworks.enter(text, uuid), ghostworks.impose_context(uuid, uuid),
  ghostworks.restore_context(text)
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
    before := ghostworks.impose_context(tenant, '00000000-0000-0000-0000-000000000000');
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

drop function ghostworks.enter_context(text, text), ghostworks.context_missing(text);

reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_seal from ghostworks_owner;
  end if;
end $$;
