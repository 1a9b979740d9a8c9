-- What signs people in is a role of its own. The application's role, which runs whatever the code inside a tenant runs,
-- could open a session for anybody and set the clock that its tokens expire by.

-- Roles are shared by all databases of a server, so a second database finds it in place.
do $$
begin
  if to_regrole('ghostworks_sign_in') is null then
    create role ghostworks_sign_in login;
  end if;
exception
  when insufficient_privilege then
    raise exception 'the role ghostworks_sign_in is missing and % may not make it; run `db init` again with an administrator''s credentials, then upgrade', current_user
      using errcode = 'insufficient_privilege';
  when duplicate_object or unique_violation then
    null; -- Another database of this server made it at the same time: before that one's commit, or after it.
end $$;

set local role ghostworks_owner;

grant usage on schema ghostworks to ghostworks_sign_in;

drop function
  ghostworks.open_session(uuid, uuid, bytea, timestamptz, timestamptz),
  ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz),
  ghostworks.revoke_session(bytea, timestamptz);

create function ghostworks.register_user(
  p_user uuid, p_email text, p_first_name text, p_last_name text, p_password_hash text,
  p_created_at timestamptz, p_updated_at timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into ghostworks.users (id, email, first_name, last_name, password_hash, created_at, updated_at)
  values (p_user, p_email, p_first_name, p_last_name, p_password_hash, p_created_at, p_updated_at);
end;

create function ghostworks.verify_email(p_user uuid, p_email text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update ghostworks.users u set is_verified = true where u.id = p_user and u.email = p_email and u.is_active;
  return found;
end $$;
comment on function ghostworks.verify_email(uuid, text) is
  'Notes that the user controls the email; false if it is not the email of an active user of that id.';

create function ghostworks.refresh_token_expiry(p_lifetime_seconds integer) returns timestamptz
  language plpgsql volatile
  set search_path = pg_catalog, pg_temp
as $$
begin
  if p_lifetime_seconds is null or p_lifetime_seconds not between 0 and 7776000 then
    raise exception 'a refresh token lives 0 to 7776000 seconds (90 days), not %', p_lifetime_seconds
      using errcode = 'invalid_parameter_value';
  end if;
  return clock_timestamp() + make_interval(secs => p_lifetime_seconds);
end $$;

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

create function ghostworks.rotate_refresh_token(p_spent bytea, p_next bytea, p_lifetime_seconds integer)
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
comment on function ghostworks.rotate_refresh_token(bytea, bytea, integer) is
  'Spends one refresh token for the next. A spent one used again revokes its session (RFC 9700, section 4.14.2).';

create function ghostworks.revoke_session(p_token_hash bytea) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  update ghostworks.sessions s set revoked_at = coalesce(s.revoked_at, clock_timestamp())
  from ghostworks.refresh_tokens t
  where t.token_hash = p_token_hash and s.id = t.session_id;
end;

revoke execute on function
  ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz),
  ghostworks.verify_email(uuid, text), ghostworks.refresh_token_expiry(integer),
  ghostworks.open_session(uuid, uuid, bytea, integer), ghostworks.rotate_refresh_token(bytea, bytea, integer),
  ghostworks.revoke_session(bytea)
  from public;
revoke execute on function ghostworks.find_credentials(text) from authenticated_users;
grant execute on function
  ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz),
  ghostworks.find_credentials(text), ghostworks.verify_email(uuid, text),
  ghostworks.open_session(uuid, uuid, bytea, integer), ghostworks.rotate_refresh_token(bytea, bytea, integer),
  ghostworks.revoke_session(bytea)
  to ghostworks_sign_in;

revoke
  insert (id, email, first_name, last_name, password_hash, created_at, updated_at),
  update (first_name, last_name, is_verified)
  on ghostworks.users from authenticated_users;

-- No token that somebody made with a clock of their own outlives the longest that there can be.
update ghostworks.refresh_tokens t set expires_at = clock_timestamp() + interval '90 days'
where t.expires_at > clock_timestamp() + interval '90 days';

reset role;
