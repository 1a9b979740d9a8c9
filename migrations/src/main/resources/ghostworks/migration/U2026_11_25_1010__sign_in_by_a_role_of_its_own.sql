-- The application's role signs people in again. The role ghostworks_sign_in stays: a server's other databases may use it.
set local role ghostworks_owner;

drop function
  ghostworks.revoke_session(bytea), ghostworks.rotate_refresh_token(bytea, bytea, integer),
  ghostworks.open_session(uuid, uuid, bytea, integer), ghostworks.refresh_token_expiry(integer),
  ghostworks.verify_email(uuid, text),
  ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz);

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

revoke execute on function
  ghostworks.open_session(uuid, uuid, bytea, timestamptz, timestamptz),
  ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz),
  ghostworks.revoke_session(bytea, timestamptz)
  from public;
revoke execute on function ghostworks.find_credentials(text) from ghostworks_sign_in;
grant execute on function
  ghostworks.find_credentials(text),
  ghostworks.open_session(uuid, uuid, bytea, timestamptz, timestamptz),
  ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz),
  ghostworks.revoke_session(bytea, timestamptz)
  to authenticated_users;

grant
  insert (id, email, first_name, last_name, password_hash, created_at, updated_at),
  update (first_name, last_name, is_verified)
  on ghostworks.users to authenticated_users;

revoke usage on schema ghostworks from ghostworks_sign_in;

reset role;
