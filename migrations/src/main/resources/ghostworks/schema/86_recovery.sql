-- What mailed tokens are good for, for the sign-in role alone: the role that works inside tenants neither makes nor reads one.
set local role ghostworks_owner;

create function ghostworks.request_verification(p_user uuid, p_session uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not ghostworks.is_signed_in(p_user, p_session) then
    return false;
  end if;
  perform ghostworks.enqueue_mail('verify_email', u.email) from ghostworks.users u where u.id = p_user and not u.is_verified;
  return true;
end $$;
comment on function ghostworks.request_verification(uuid, uuid) is
  'Has the letter sent again that verifies the user''s email, unless it is verified; false unless the session is open.';

create function ghostworks.request_password_reset(p_email text) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select ghostworks.enqueue_mail('reset_password', p_email);
end;
comment on function ghostworks.request_password_reset(text) is
  'Notes that somebody wants to reset the password of that email. Does the same whether or not anybody has it: who does, is'
  ' asked when the letter is prepared.';

create function ghostworks.verify_email_by_token(p_token_hash bytea) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  token record;
begin
  update ghostworks.one_time_tokens t set spent_at = coalesce(t.spent_at, clock_timestamp())
  where t.token_hash = p_token_hash and t.purpose = 'verify_email' and t.expires_at > clock_timestamp()
  returning t.user_id, t.email into token;
  if not found then
    return false;
  end if;
  update ghostworks.users u set is_verified = true
  where u.id = token.user_id and u.email = token.email and u.is_active and not u.is_verified;
  return found or exists (
    select from ghostworks.users u where u.id = token.user_id and u.email = token.email and u.is_active);
end $$;
comment on function ghostworks.verify_email_by_token(bytea) is
  'Notes that the user controls the email that the token was mailed to; false if the token is not good, or the email no longer'
  ' an active user''s. Repeating it changes nothing.';

create function ghostworks.may_reset_password(p_token_hash bytea) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from ghostworks.one_time_tokens t
    join ghostworks.users u on u.id = t.user_id and u.email = t.email and u.is_active
    where t.token_hash = p_token_hash and t.purpose = 'reset_password' and t.spent_at is null
      and t.expires_at > clock_timestamp());
end;
comment on function ghostworks.may_reset_password(bytea) is
  'Whether the token is good, before a hash is made of the new password at some cost.';

create function ghostworks.reset_password(p_token_hash bytea, p_next text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  owner uuid;
begin
  select t.user_id into owner from ghostworks.one_time_tokens t where t.token_hash = p_token_hash;
  -- First the lock, so that of two who come with one token the second finds it spent, and no log-in comes between.
  perform 1 from ghostworks.users u where u.id = owner for no key update;
  if not ghostworks.may_reset_password(p_token_hash) then
    return false;
  end if;
  update ghostworks.users u set password_hash = p_next, is_verified = true where u.id = owner;
  update ghostworks.sessions s set revoked_at = clock_timestamp() where s.user_id = owner and s.revoked_at is null;
  perform ghostworks.password_has_changed(owner);
  return true;
end $$;
comment on function ghostworks.reset_password(bytea, text) is
  'Spends the token for another password, ends all sessions of its user and notes that they control the email; false if it is'
  ' not good.';

reset role;
