-- The initial schema: tenants, users, memberships, artifacts, and the row-level security that keeps tenants apart.
-- Run by a superuser, or by a role that may create roles and is a member of ghostworks_owner; see `Provisioner`.

-- Roles are shared by all databases of a server, so a second database finds them in place.
do $$
begin
  if to_regrole('ghostworks_owner') is null then create role ghostworks_owner nologin; end if;
  if to_regrole('authenticated_users') is null then create role authenticated_users nologin; end if;
  if to_regrole('ghostworks_search') is null then create role ghostworks_search nologin noinherit; end if;
  -- As a member the owner passes the policies too, tenant by tenant: FORCE binds it like anyone.
  if not pg_has_role('ghostworks_owner', 'authenticated_users', 'member') then
    grant authenticated_users to ghostworks_owner;
  end if;
end $$;

create extension if not exists "uuid-ossp" schema public;
create extension if not exists pg_trgm schema public;
create extension if not exists btree_gin schema public;

create schema if not exists ghostworks authorization ghostworks_owner;
grant usage on schema ghostworks to authenticated_users, ghostworks_search;

set local role ghostworks_owner;

-- The tenant context ------------------------------------------------------------------------------------------------

create function ghostworks.context_missing(what text) returns text
  language plpgsql stable parallel safe
as $$
begin
  raise exception '% context is not set', what
    using errcode = 'insufficient_privilege', hint = format('Set app.current_%s_id in this transaction.', what);
end $$;

create function ghostworks.tenant_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_tenant_id', true), ''), ghostworks.context_missing('tenant'))::uuid;
comment on function ghostworks.tenant_id() is
  'The tenant of this transaction. Raises 42501 when there is none; the nil UUID means: deliberately outside any tenant.';

create function ghostworks.user_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_user_id', true), ''), ghostworks.context_missing('user'))::uuid;
comment on function ghostworks.user_id() is 'The user who acts in this transaction. Raises 42501 when there is none.';

create function ghostworks.outside_tenants() returns boolean
  language sql stable parallel safe
  return ghostworks.tenant_id() = '00000000-0000-0000-0000-000000000000'::uuid;
comment on function ghostworks.outside_tenants() is
  'True when the transaction deliberately works outside any tenant, with the nil UUID as its context.';

-- Isolation of a table, ours or an embedding service's --------------------------------------------------------------

create function ghostworks.isolation_obstacle(target regclass, tenant_column name) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select obstacle
  from (
    select 1 as rank, format('%s is not a table', target) as obstacle
    from pg_class c
    where c.oid = target and c.relkind not in ('r', 'p')
    union all
    select 2, format('%s has no column %I of type uuid that is NOT NULL', target, tenant_column)
    where not exists (
      select from pg_attribute a
      where a.attrelid = target and a.attname = tenant_column and a.attnotnull and not a.attisdropped
        and a.atttypid = 'uuid'::regtype)
    union all
    select 3, format('%s has no primary key', target)
    where not exists (select from pg_constraint k where k.conrelid = target and k.contype = 'p')
    union all
    select 4, format('%I does not lead the key %s of %s', tenant_column, i.indexrelid::regclass, target)
    from pg_index i
    where i.indrelid = target and i.indisunique and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = i.indkey[0])
      -- A globally unique name is a choice that tenants itself makes (slug); elsewhere it would reveal a foreign row.
      and (tenant_column <> 'id' or i.indisprimary)
    union all
    select 5, format('%I does not lead the exclusion constraint %I of %s', tenant_column, k.conname, target)
    from pg_constraint k
    where k.conrelid = target and k.contype = 'x' and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = k.conkey[1])
    union all
    select 6, format('%I does not lead the foreign key %I of %s to %s, which has tenants too',
      tenant_column, k.conname, target, k.confrelid::regclass)
    from pg_constraint k
    join pg_class referenced on referenced.oid = k.confrelid and referenced.relrowsecurity
    where k.conrelid = target and k.contype = 'f' and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = k.conkey[1])
      and exists (
      select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and not a.attisdropped)
  ) found
  order by rank, obstacle
  limit 1;
end;

create function ghostworks.isolate(target regclass, tenant_column name default 'tenant_id') returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp set client_min_messages = warning
as $$
declare
  obstacle text;
  member regclass;
begin
  -- Partitions first: a partition reached directly must be as closed as its parent.
  for member in
    select relid from pg_partition_tree(target) where relid <> target
    union all select target
  loop
    obstacle := ghostworks.isolation_obstacle(member, tenant_column);
    if obstacle is not null then
      raise exception 'cannot isolate %: %', target, obstacle
        using errcode = 'invalid_table_definition',
              hint = 'Every key of a tenant table starts with its NOT NULL tenant column; see docs/own-tables.md.';
    end if;
    execute format('alter table %s enable row level security', member);
    execute format('alter table %s force row level security', member);
    execute format('drop policy if exists tenant_isolation on %s', member);
    execute format('create policy tenant_isolation on %s to authenticated_users using (%2$I = ghostworks.tenant_id())'
      ' with check (%2$I = ghostworks.tenant_id())', member, tenant_column);
  end loop;
end $$;
comment on function ghostworks.isolate(regclass, name) is
  'Puts a table under tenant isolation: row-level security enabled and forced, and the policy template. Refuses a table'
  ' whose keys do not start with the tenant column. Safe to repeat.';

-- Triggers ----------------------------------------------------------------------------------------------------------

create function ghostworks.touch() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at);
  new.version := old.version + 1;
  return new;
end $$;
comment on function ghostworks.touch() is 'Moves updated_at and version; version is the entity tag.';

-- Users and their sessions ------------------------------------------------------------------------------------------

create table ghostworks.users (
  id uuid not null default public.uuid_generate_v4(),
  email text not null,
  first_name text,
  last_name text,
  password_hash text not null,
  is_verified boolean not null default false,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_key unique (email),
  constraint users_id_not_nil check (id <> '00000000-0000-0000-0000-000000000000'),
  constraint users_email_form check (email = lower(email) and position('@' in email) > 1 and char_length(email) <= 254),
  constraint users_first_name_length check (char_length(first_name) <= 255),
  constraint users_last_name_length check (char_length(last_name) <= 255)
);

create table ghostworks.sessions (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint sessions_pkey primary key (id),
  constraint sessions_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade
);
create index sessions_user_id_idx on ghostworks.sessions (user_id);
comment on table ghostworks.sessions is 'One log-in: the family of the refresh tokens that descend from it.';

create table ghostworks.refresh_tokens (
  token_hash bytea not null,
  session_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz,
  constraint refresh_tokens_pkey primary key (token_hash),
  constraint refresh_tokens_session_id_fkey foreign key (session_id) references ghostworks.sessions (id) on delete cascade,
  constraint refresh_tokens_hash_length check (octet_length(token_hash) = 32)
);
create index refresh_tokens_session_id_idx on ghostworks.refresh_tokens (session_id);
comment on table ghostworks.refresh_tokens is 'SHA-256 of each refresh token; the token itself is nowhere.';

-- Tenants and memberships -------------------------------------------------------------------------------------------

create table ghostworks.tenants (
  id uuid not null default public.uuid_generate_v4(),
  name text not null,
  slug text not null,
  description text,
  settings jsonb not null default '{}',
  is_active boolean not null default true,
  member_count integer not null default 0,
  active_owner_count integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenants_pkey primary key (id),
  constraint tenants_slug_key unique (slug),
  constraint tenants_id_not_nil check (id <> '00000000-0000-0000-0000-000000000000'),
  constraint tenants_name_length check (char_length(name) between 1 and 255),
  constraint tenants_slug_form check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and char_length(slug) <= 100),
  constraint tenants_description_length check (char_length(description) <= 10000),
  constraint tenants_settings_object check (jsonb_typeof(settings) = 'object')
);

create table ghostworks.workspace_memberships (
  tenant_id uuid not null,
  user_id uuid not null,
  role text not null,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workspace_memberships_pkey primary key (tenant_id, user_id),
  constraint workspace_memberships_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint workspace_memberships_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade,
  constraint workspace_memberships_role_known check (role in ('owner', 'admin', 'member'))
);
create index workspace_memberships_user_id_idx on ghostworks.workspace_memberships (user_id);

-- What a trigger does for the row that fired it, whoever fired it: a user deleted by an administrator leaves several
-- tenants at once, with no context at all. The row itself has passed its policy. Answers the context to go back to.
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

create function ghostworks.count_members() returns trigger
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

create function ghostworks.require_owner() returns trigger
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

-- Artifacts ---------------------------------------------------------------------------------------------------------

create function ghostworks.search_document(name text, description text, tags text[]) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('pg_catalog.simple'::regconfig,
    name || ' ' || coalesce(description, '') || ' ' || array_to_string(tags, ' '));
comment on function ghostworks.search_document(text, text, text[]) is
  'What full-text search sees of an artifact. Immutable, as joining texts is; array_to_string is only stable in general.';

create function ghostworks.tags_valid(tags text[]) returns boolean
  language sql immutable parallel safe
  return cardinality(tags) <= 50 and array_position(tags, null) is null
    and not exists (select from unnest(tags) tag where char_length(tag) not between 1 and 100);

create table ghostworks.artifacts (
  tenant_id uuid not null,
  id uuid not null default public.uuid_generate_v4(),
  name text not null,
  description text,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  created_by uuid,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_document tsvector not null generated always as (ghostworks.search_document(name, description, tags)) stored,
  constraint artifacts_pkey primary key (tenant_id, id),
  constraint artifacts_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint artifacts_name_length check (char_length(name) between 1 and 255),
  constraint artifacts_description_length check (char_length(description) <= 10000),
  constraint artifacts_tags_valid check (ghostworks.tags_valid(tags)),
  constraint artifacts_metadata_object check (jsonb_typeof(metadata) = 'object'),
  -- The domain allows 64 KiB of compact JSON; the text of a jsonb has a space after each comma and colon.
  constraint artifacts_metadata_size check (octet_length(metadata::text) <= 131072)
);
comment on column ghostworks.artifacts.created_by is
  'Who made it. A fact about the past and so no foreign key: the author may have left, or be a user of an embedding service.';
create index artifacts_newest_idx on ghostworks.artifacts (tenant_id, created_at desc, id desc);
create index artifacts_name_trgm_idx on ghostworks.artifacts using gin (tenant_id, name public.gin_trgm_ops);
create index artifacts_search_idx on ghostworks.artifacts using gin (tenant_id, search_document);
create index artifacts_tags_idx on ghostworks.artifacts using gin (tenant_id, tags);
create index artifacts_metadata_idx on ghostworks.artifacts using gin (tenant_id, metadata jsonb_path_ops);

create trigger touch before update on ghostworks.artifacts
  for each row execute function ghostworks.touch();

create table ghostworks.idempotency_keys (
  tenant_id uuid not null,
  user_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  artifact_id uuid not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (tenant_id, user_id, key),
  constraint idempotency_keys_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint idempotency_keys_key_length check (char_length(key) between 1 and 255)
);
create index idempotency_keys_created_at_idx on ghostworks.idempotency_keys (tenant_id, created_at);

-- Audit -------------------------------------------------------------------------------------------------------------

create table ghostworks.audit_entries (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamptz not null default now(),
  actor uuid,
  action text not null,
  entity text not null,
  entity_id uuid not null,
  before jsonb,
  after jsonb,
  hash bytea not null,
  constraint audit_entries_pkey primary key (tenant_id, seq),
  constraint audit_entries_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint audit_entries_hash_length check (octet_length(hash) = 32)
);

-- Row-level security ------------------------------------------------------------------------------------------------

select ghostworks.isolate('ghostworks.tenants', 'id');
select ghostworks.isolate('ghostworks.workspace_memberships');
select ghostworks.isolate('ghostworks.artifacts');
select ghostworks.isolate('ghostworks.idempotency_keys');
select ghostworks.isolate('ghostworks.audit_entries');

-- Outside any tenant a user reads their own memberships and the tenants these name; inside one, that tenant only.
create policy own_memberships on ghostworks.workspace_memberships for select to authenticated_users
  using (ghostworks.outside_tenants() and user_id = ghostworks.user_id());
create policy own_tenants on ghostworks.tenants for select to authenticated_users
  using (ghostworks.outside_tenants() and id in (
    select m.tenant_id from ghostworks.workspace_memberships m where m.user_id = ghostworks.user_id() and m.is_active));

-- Users belong to many tenants, so these tables have no tenant column. Not FORCEd: the functions below, owned by the
-- tables' owner, look a user up by one exact secret or email.
alter table ghostworks.users enable row level security;
create policy own_user on ghostworks.users to authenticated_users
  using (id = ghostworks.user_id()) with check (id = ghostworks.user_id());
create policy fellow_members on ghostworks.users for select to authenticated_users
  using (exists (
    select from ghostworks.workspace_memberships m where m.tenant_id = ghostworks.tenant_id() and m.user_id = users.id));
alter table ghostworks.sessions enable row level security;
create policy own_sessions on ghostworks.sessions for select to authenticated_users
  using (user_id = ghostworks.user_id());
alter table ghostworks.refresh_tokens enable row level security;

-- What the application asks before it knows the user ----------------------------------------------------------------

create function ghostworks.find_credentials(p_email text)
  returns table (user_id uuid, password_hash text, is_active boolean)
  language sql stable security definer rows 1
  set search_path = pg_catalog, pg_temp
begin atomic
  select u.id, u.password_hash, u.is_active from ghostworks.users u where u.email = p_email;
end;

create function ghostworks.find_user_id(p_email text) returns uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select u.id from ghostworks.users u where u.email = p_email and u.is_active;
end;

create function ghostworks.open_session(
  p_session uuid, p_user uuid, p_token_hash bytea, p_now timestamptz, p_expires timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into ghostworks.sessions (id, user_id, created_at) values (p_session, p_user, p_now);
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_token_hash, p_session, p_now, p_expires);
end;

create function ghostworks.rotate_refresh_token(
  p_spent bytea, p_next bytea, p_now timestamptz, p_expires timestamptz)
  returns table (user_id uuid, session_id uuid)
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  token record;
begin
  -- The lock makes two callers with one token take turns: the second finds it spent.
  select t.spent_at, t.expires_at, s.id, s.user_id, s.revoked_at, u.is_active into token
  from ghostworks.refresh_tokens t
  join ghostworks.sessions s on s.id = t.session_id
  join ghostworks.users u on u.id = s.user_id
  where t.token_hash = p_spent
  for update of t, s;
  if not found or token.revoked_at is not null or token.expires_at <= p_now or not token.is_active then
    return;
  end if;
  if token.spent_at is not null then
    update ghostworks.sessions s set revoked_at = p_now where s.id = token.id;
    return;
  end if;
  update ghostworks.refresh_tokens t set spent_at = p_now where t.token_hash = p_spent;
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_next, token.id, p_now, p_expires);
  return query select token.user_id, token.id;
end $$;
comment on function ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz) is
  'Spends one refresh token for the next. A spent one used again revokes its session (RFC 9700, section 4.14.2).';

create function ghostworks.revoke_session(p_token_hash bytea, p_now timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  update ghostworks.sessions s set revoked_at = coalesce(s.revoked_at, p_now)
  from ghostworks.refresh_tokens t
  where t.token_hash = p_token_hash and s.id = t.session_id;
end;

-- Grants: nothing to PUBLIC, and to the application no more than its statements need ---------------------------------

revoke execute on all functions in schema ghostworks from public;
grant execute on function
  ghostworks.context_missing(text), ghostworks.tenant_id(), ghostworks.user_id(), ghostworks.outside_tenants(),
  ghostworks.search_document(text, text, text[]), ghostworks.tags_valid(text[])
  to authenticated_users, ghostworks_search;
grant execute on function
  ghostworks.touch(), ghostworks.find_credentials(text), ghostworks.find_user_id(text),
  ghostworks.open_session(uuid, uuid, bytea, timestamptz, timestamptz),
  ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz),
  ghostworks.revoke_session(bytea, timestamptz)
  to authenticated_users;

grant select (id, email, first_name, last_name, is_verified, is_active, version, created_at, updated_at),
  insert (id, email, first_name, last_name, password_hash, created_at, updated_at),
  update (first_name, last_name, is_verified)
  on ghostworks.users to authenticated_users;
grant select on ghostworks.sessions to authenticated_users;
grant select, delete,
  insert (id, name, slug, description, settings, created_at, updated_at),
  update (name, description, settings, is_active)
  on ghostworks.tenants to authenticated_users;
grant select, delete,
  insert (tenant_id, user_id, role, created_at, updated_at),
  update (role, is_active)
  on ghostworks.workspace_memberships to authenticated_users;
grant select,
  insert (tenant_id, id, name, description, tags, metadata, created_by, created_at, updated_at),
  update (name, description, tags, metadata, is_active)
  on ghostworks.artifacts to authenticated_users;
grant select, insert, delete, update (fingerprint, artifact_id, created_at)
  on ghostworks.idempotency_keys to authenticated_users;
grant select, insert on ghostworks.audit_entries to authenticated_users;

reset role;
