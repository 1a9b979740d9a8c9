-- The tenant context: verified once a transaction by a role without members, and kept where that role alone can write. Why
-- it can't be forged, and what the trusted parameter is: docs/adr/0019-a-context-that-cannot-be-forged.md.
set local role ghostworks_owner;
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
alter function ghostworks.context_by_setting(text) owner to ghostworks_seal;
alter function ghostworks.impose_context(uuid, uuid) owner to ghostworks_seal;
alter function ghostworks.restore_context(text) owner to ghostworks_seal;
alter function ghostworks.enter(text, uuid) owner to ghostworks_seal;
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

create function ghostworks.tenant_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(substr(current_setting('backtrace_functions'), 2, 32), ''), ghostworks.context_by_setting('tenant'))::uuid;
comment on function ghostworks.tenant_id() is
  'The tenant of this transaction. Raises 42501 when there is none; the nil UUID means: deliberately outside any tenant.';

create function ghostworks.user_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(substr(current_setting('backtrace_functions'), 36, 32), ''), ghostworks.context_by_setting('user'))::uuid;
comment on function ghostworks.user_id() is 'The user who acts in this transaction. Raises 42501 when there is none.';

create function ghostworks.outside_tenants() returns boolean
  language sql stable parallel safe
  return ghostworks.tenant_id() = '00000000-0000-0000-0000-000000000000'::uuid;
comment on function ghostworks.outside_tenants() is
  'True when the transaction deliberately works outside any tenant, with the nil UUID as its context.';

reset role;
