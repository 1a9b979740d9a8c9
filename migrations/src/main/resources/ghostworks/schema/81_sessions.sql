-- What a user does with their own sessions and password, for the sign-in role alone. Each asks first whether the session that
-- asks is open: who has only its id signs nobody in, and ends and changes nothing once it has ended.
set local role ghostworks_owner;

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

create function ghostworks.password_has_changed(p_user uuid) returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  update ghostworks.one_time_tokens t set spent_at = clock_timestamp()
  where t.user_id = p_user and t.purpose = 'reset_password' and t.spent_at is null;
  select ghostworks.enqueue_mail('password_changed', u.email) from ghostworks.users u where u.id = p_user;
end;
comment on function ghostworks.password_has_changed(uuid) is
  'Makes what was mailed to reset the password worthless, and tells the user.';

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
  perform ghostworks.password_has_changed(p_user);
  return true;
end $$;
comment on function ghostworks.change_password(uuid, uuid, text, text) is
  'Gives the user another password and ends their other sessions; false, and nothing changed, unless the session is open'
  ' and the password still the one that was compared.';

reset role;
