-- A user sees and ends their sessions one by one, and changes the password.
set local role ghostworks_owner;

alter table ghostworks.sessions
  add column last_used_at timestamptz not null default now(),
  add column user_agent text,
  add constraint sessions_user_agent_length check (char_length(user_agent) between 1 and 255) not valid;
alter table ghostworks.sessions validate constraint sessions_user_agent_length;
comment on column ghostworks.sessions.last_used_at is 'When it was opened, or its refresh token last spent.';
update ghostworks.sessions s
set last_used_at = greatest(s.created_at, (
  select max(t.created_at) from ghostworks.refresh_tokens t where t.session_id = s.id));

-- What a browser calls itself, and when somebody was last here, the application has no use for.
revoke select on ghostworks.sessions from authenticated_users;
grant select (id, user_id, created_at, revoked_at) on ghostworks.sessions to authenticated_users;

drop function ghostworks.open_session(uuid, uuid, bytea, integer);

-- Servers of before give four arguments, and go on signing people in.
create function ghostworks.open_session(
  p_session uuid, p_user uuid, p_token_hash bytea, p_lifetime_seconds integer,
  p_user_agent text default null, p_password_hash text default null) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
begin
  -- The lock makes log-ins and changes of the password take turns: no session of the old one opens after the change.
  perform 1 from ghostworks.users u
  where u.id = p_user and (p_password_hash is null or (u.is_active and u.password_hash = p_password_hash))
  for share;
  if not found and p_password_hash is not null then
    return false;
  end if;
  insert into ghostworks.sessions (id, user_id, created_at, last_used_at, user_agent)
  values (p_session, p_user, moment, moment, p_user_agent);
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_token_hash, p_session, moment, ghostworks.refresh_token_expiry(p_lifetime_seconds));
  return true;
end $$;
comment on function ghostworks.open_session(uuid, uuid, bytea, integer, text, text) is
  'Opens a session with its first refresh token; false if a password hash is given that is no longer an active user''s.';

create or replace function ghostworks.rotate_refresh_token(p_spent bytea, p_next bytea, p_lifetime_seconds integer)
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
  if not found or token.revoked_at is not null or token.expires_at <= clock_timestamp() or not token.is_active then
    return;
  end if;
  if token.spent_at is not null then
    update ghostworks.sessions s set revoked_at = clock_timestamp() where s.id = token.id;
    return;
  end if;
  update ghostworks.refresh_tokens t set spent_at = clock_timestamp() where t.token_hash = p_spent;
  update ghostworks.sessions s set last_used_at = clock_timestamp() where s.id = token.id;
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_next, token.id, clock_timestamp(), ghostworks.refresh_token_expiry(p_lifetime_seconds));
  return query select token.user_id, token.id;
end $$;
create function ghostworks.is_signed_in(p_user uuid, p_session uuid) returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id
    where s.id = p_session and s.user_id = p_user and s.revoked_at is null and u.is_active);
end;
comment on function ghostworks.is_signed_in(uuid, uuid) is 'Whether the session is open, and of that user, who is active.';

create function ghostworks.list_sessions(p_user uuid, p_session uuid)
  returns table (session_id uuid, created_at timestamptz, last_used_at timestamptz, user_agent text)
  language sql stable security definer rows 10
  set search_path = pg_catalog, pg_temp
begin atomic
  select s.id, s.created_at, s.last_used_at, s.user_agent
  from ghostworks.sessions s
  where s.user_id = p_user and s.revoked_at is null and ghostworks.is_signed_in(p_user, p_session)
    and (s.id = p_session or exists (
      select from ghostworks.refresh_tokens t
      where t.session_id = s.id and t.spent_at is null and t.expires_at > clock_timestamp()))
  order by s.id <> p_session, s.last_used_at desc, s.id desc
  limit 100;
end;
comment on function ghostworks.list_sessions(uuid, uuid) is
  'The hundred sessions of the user that were used last and can go on, the asking one first; none if that is not open.';

create function ghostworks.lock_signed_in(p_user uuid, p_session uuid) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- First the lock, so that what is asked next is true until this transaction ends.
  perform 1 from ghostworks.users u where u.id = p_user for no key update;
  return ghostworks.is_signed_in(p_user, p_session);
end $$;
comment on function ghostworks.lock_signed_in(uuid, uuid) is
  'The same, making all who end the user''s sessions or change the password take turns.';

create function ghostworks.end_session(p_user uuid, p_session uuid, p_ended uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not ghostworks.lock_signed_in(p_user, p_session) then
    return null;
  end if;
  update ghostworks.sessions s set revoked_at = clock_timestamp()
  where s.id = p_ended and s.user_id = p_user and s.revoked_at is null;
  return found;
end $$;
comment on function ghostworks.end_session(uuid, uuid, uuid) is
  'Ends a session of the user; false if they have no such open one, null unless the asking session is open.';

create function ghostworks.end_sessions(p_user uuid, p_session uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not ghostworks.lock_signed_in(p_user, p_session) then
    return false;
  end if;
  update ghostworks.sessions s set revoked_at = clock_timestamp() where s.user_id = p_user and s.revoked_at is null;
  return true;
end $$;
comment on function ghostworks.end_sessions(uuid, uuid) is
  'Ends all sessions of the user, the asking one too; false unless that is open.';

create function ghostworks.find_own_password(p_user uuid, p_session uuid) returns text
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select u.password_hash from ghostworks.users u where u.id = p_user and ghostworks.is_signed_in(p_user, p_session);
end;
comment on function ghostworks.find_own_password(uuid, uuid) is
  'The hash of the user''s password; null unless the session is open.';

create function ghostworks.change_password(p_user uuid, p_session uuid, p_present text, p_next text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not ghostworks.lock_signed_in(p_user, p_session) then
    return false;
  end if;
  update ghostworks.users u set password_hash = p_next where u.id = p_user and u.password_hash = p_present;
  if not found then
    return false;
  end if;
  update ghostworks.sessions s set revoked_at = clock_timestamp()
  where s.user_id = p_user and s.id <> p_session and s.revoked_at is null;
  return true;
end $$;
comment on function ghostworks.change_password(uuid, uuid, text, text) is
  'Gives the user another password and ends their other sessions; false, and nothing changed, unless the session is open'
  ' and the password still the one that was compared.';

revoke execute on function
  ghostworks.open_session(uuid, uuid, bytea, integer, text, text),
  ghostworks.is_signed_in(uuid, uuid), ghostworks.lock_signed_in(uuid, uuid),
  ghostworks.list_sessions(uuid, uuid), ghostworks.end_session(uuid, uuid, uuid), ghostworks.end_sessions(uuid, uuid),
  ghostworks.find_own_password(uuid, uuid), ghostworks.change_password(uuid, uuid, text, text)
  from public;
grant execute on function
  ghostworks.open_session(uuid, uuid, bytea, integer, text, text),
  ghostworks.list_sessions(uuid, uuid), ghostworks.end_session(uuid, uuid, uuid), ghostworks.end_sessions(uuid, uuid),
  ghostworks.find_own_password(uuid, uuid), ghostworks.change_password(uuid, uuid, text, text)
  to ghostworks_sign_in;

reset role;
