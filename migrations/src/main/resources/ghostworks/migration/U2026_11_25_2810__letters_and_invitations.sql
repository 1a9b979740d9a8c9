-- Letters are no longer queued; those that wait are lost, as are invitations, and what was mailed is worthless.
set local role ghostworks_owner;

drop function
   ghostworks.request_verification(uuid, uuid), ghostworks.request_password_reset(text),
   ghostworks.verify_email_by_token(bytea), ghostworks.may_reset_password(bytea),
   ghostworks.reset_password(bytea, text), ghostworks.claim_mail(integer), ghostworks.prepare_mail(uuid, bytea),
   ghostworks.settle_mail(uuid), ghostworks.accept_invitation(uuid, uuid, bytea),
   ghostworks.may_accept_invitation(bytea), ghostworks.accept_invitation_anew(bytea, uuid, text, text, text),
   ghostworks.invite(uuid, text, text), ghostworks.resend_invitation(uuid), ghostworks.revoke_invitation(uuid),
   ghostworks.prepare_invitation(uuid, bytea), ghostworks.join_workspace(bytea, uuid),
   ghostworks.find_invitation(bytea), ghostworks.act_in(uuid, uuid),
  ghostworks.require_role_over_invitation(uuid, uuid), ghostworks.enqueue_invitation(uuid, uuid, text);
create or replace function ghostworks.change_password(p_user uuid, p_session uuid, p_present text, p_next text) returns boolean
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
create or replace function ghostworks.register_user(
  p_user uuid, p_email text, p_first_name text, p_last_name text, p_password_hash text,
  p_created_at timestamptz, p_updated_at timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into ghostworks.users (id, email, first_name, last_name, password_hash, created_at, updated_at)
  values (p_user, p_email, p_first_name, p_last_name, p_password_hash, p_created_at, p_updated_at);
end;
comment on function ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz) is null;
drop function ghostworks.password_has_changed(uuid), ghostworks.enqueue_mail(text, text);
drop table ghostworks.mail_queue, ghostworks.one_time_tokens, ghostworks.invitations;

reset role;
