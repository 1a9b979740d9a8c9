-- What signs people in. `ghostworks_sign_in` alone may execute these functions, and can do nothing else; the role that
-- works inside tenants can neither execute them nor write what they write. The clock is the database's.
set local role ghostworks_owner;

create function ghostworks.enqueue_mail(p_kind text, p_email text) returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  -- A few of those that nobody sent, so that the table does not grow where nobody sends any.
  delete from ghostworks.mail_queue q
  where q.id in (
    select o.id from ghostworks.mail_queue o
    where o.created_at < clock_timestamp() - interval '5 days'
    order by o.created_at
    limit 10
    for update skip locked);
  insert into ghostworks.mail_queue (kind, email, created_at, due_at)
  values (p_kind, p_email, clock_timestamp(), clock_timestamp())
  on conflict on constraint mail_queue_once do update set due_at = least(mail_queue.due_at, excluded.due_at);
end;
comment on function ghostworks.enqueue_mail(text, text) is 'Has a letter of that kind sent to the address, once.';

create function ghostworks.register_user(
  p_user uuid, p_email text, p_first_name text, p_last_name text, p_password_hash text,
  p_created_at timestamptz, p_updated_at timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into ghostworks.users (id, email, first_name, last_name, password_hash, created_at, updated_at)
  values (p_user, p_email, p_first_name, p_last_name, p_password_hash, p_created_at, p_updated_at);
  select ghostworks.enqueue_mail('verify_email', p_email);
end;
comment on function ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz) is
  'Adds a user, and has the letter sent that verifies the email.';

create function ghostworks.find_credentials(p_email text)
  returns table (user_id uuid, password_hash text, is_active boolean)
  language sql stable security definer rows 1
  set search_path = pg_catalog, pg_temp
begin atomic
  select u.id, u.password_hash, u.is_active from ghostworks.users u where u.email = p_email;
end;

create function ghostworks.replace_password_hash(p_user uuid, p_present text, p_next text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update ghostworks.users u set password_hash = p_next where u.id = p_user and u.password_hash = p_present;
  return found;
end $$;
comment on function ghostworks.replace_password_hash(uuid, text, text) is
  'Keeps another hash of the same password; false if the present one is another than the caller read.';

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
  update ghostworks.sessions s set last_used_at = clock_timestamp() where s.id = token.id;
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

reset role;
