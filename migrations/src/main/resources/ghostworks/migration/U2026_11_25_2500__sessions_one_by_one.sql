-- Sessions end by their refresh token alone, and a password stays.
set local role ghostworks_owner;

drop function
  ghostworks.change_password(uuid, uuid, text, text), ghostworks.find_own_password(uuid, uuid),
  ghostworks.end_sessions(uuid, uuid), ghostworks.end_session(uuid, uuid, uuid), ghostworks.list_sessions(uuid, uuid),
  ghostworks.lock_signed_in(uuid, uuid), ghostworks.is_signed_in(uuid, uuid),
  ghostworks.open_session(uuid, uuid, bytea, integer, text, text);

create function ghostworks.open_session(
  p_session uuid, p_user uuid, p_token_hash bytea, p_lifetime_seconds integer) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ghostworks.sessions (id, user_id, created_at) values (p_session, p_user, clock_timestamp());
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_token_hash, p_session, clock_timestamp(), ghostworks.refresh_token_expiry(p_lifetime_seconds));
end $$;

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
  insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at)
  values (p_next, token.id, clock_timestamp(), ghostworks.refresh_token_expiry(p_lifetime_seconds));
  return query select token.user_id, token.id;
end $$;
revoke execute on function ghostworks.open_session(uuid, uuid, bytea, integer) from public;
grant execute on function ghostworks.open_session(uuid, uuid, bytea, integer) to ghostworks_sign_in;

revoke select (id, user_id, created_at, revoked_at) on ghostworks.sessions from authenticated_users;
grant select on ghostworks.sessions to authenticated_users;

alter table ghostworks.sessions drop column user_agent, drop column last_used_at;

reset role;
