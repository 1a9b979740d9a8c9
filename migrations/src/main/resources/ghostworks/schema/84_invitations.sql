-- How people are asked to become members, and accept. The first functions work in the tenant of the context; those that accept
-- are the sign-in role's alone, as a token that was mailed is what admits.
set local role ghostworks_owner;

create function ghostworks.enqueue_invitation(p_tenant uuid, p_id uuid, p_email text) returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into ghostworks.mail_queue (kind, email, created_at, due_at, workspace_id, invitation_id)
  values ('invitation', p_email, clock_timestamp(), clock_timestamp(), p_tenant, p_id)
  on conflict on constraint mail_queue_once do update set due_at = least(mail_queue.due_at, excluded.due_at);
end;
comment on function ghostworks.enqueue_invitation(uuid, uuid, text) is 'Has the letter of an invitation sent, once.';

create function ghostworks.invite(p_id uuid, p_email text, p_role text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform ghostworks.require_role(tenant, case p_role when 'owner' then 'owner' else 'admin' end);
  perform 1 from ghostworks.workspace_memberships m join ghostworks.users u on u.id = m.user_id
  where m.tenant_id = tenant and u.email = p_email;
  if found then
    raise exception 'the email is of a member'
      using errcode = 'unique_violation', schema = 'ghostworks', table = 'workspace_memberships',
        constraint = 'workspace_memberships_pkey';
  end if;
  delete from ghostworks.invitations i
  where i.tenant_id = tenant and i.email = p_email and i.expires_at <= clock_timestamp();
  if (select count(*) from ghostworks.invitations i where i.tenant_id = tenant) >= 500 then
    raise exception 'a tenant has at most 500 invitations'
      using errcode = 'check_violation', schema = 'ghostworks', table = 'invitations', constraint = 'invitations_at_most';
  end if;
  insert into ghostworks.invitations (tenant_id, id, email, role, invited_by, created_at, expires_at)
  select tenant, p_id, p_email, p_role, ghostworks.user_id(), moment, moment + interval '7 days' from clock_timestamp() as moment;
  perform ghostworks.enqueue_invitation(tenant, p_id, p_email);
end $$;
comment on function ghostworks.invite(uuid, text, text) is
  'Asks whoever reads that email to become a member. Does the same whether or not somebody has an account with it.';

create function ghostworks.require_role_over_invitation(p_tenant uuid, p_id uuid) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  invited text;
begin
  select i.role into invited from ghostworks.invitations i where i.tenant_id = p_tenant and i.id = p_id for update;
  perform ghostworks.require_role(p_tenant, case invited when 'owner' then 'owner' else 'admin' end);
  return invited is not null;
end $$;

create function ghostworks.resend_invitation(p_id uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  if not ghostworks.require_role_over_invitation(tenant, p_id) then
    return false;
  end if;
  update ghostworks.invitations i set expires_at = clock_timestamp() + interval '7 days'
  where i.tenant_id = tenant and i.id = p_id;
  perform ghostworks.enqueue_invitation(tenant, p_id, i.email)
  from ghostworks.invitations i where i.tenant_id = tenant and i.id = p_id;
  return true;
end $$;
comment on function ghostworks.resend_invitation(uuid) is
  'Has the letter sent again, and gives the invitation seven more days; false if there is none.';

create function ghostworks.revoke_invitation(p_id uuid) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  if not ghostworks.require_role_over_invitation(tenant, p_id) then
    return false;
  end if;
  delete from ghostworks.invitations i where i.tenant_id = tenant and i.id = p_id;
  return true;
end $$;
comment on function ghostworks.revoke_invitation(uuid) is
  'Takes an invitation back, with all its tokens and the letter that waits; false if there is none.';

create function ghostworks.act_in(p_tenant uuid, p_user uuid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform ghostworks.impose_context(p_tenant, p_user);
end $$;
comment on function ghostworks.act_in(uuid, uuid) is
  'Opens a tenant''s context for what the sign-in role''s functions do in it; that role itself has no privilege there.';

create function ghostworks.find_invitation(p_token_hash bytea)
  returns table (email text, workspace_id uuid, invitation_id uuid)
  language sql stable rows 1
  set search_path = pg_catalog, pg_temp
begin atomic
  select t.email, t.workspace_id, t.invitation_id
  from ghostworks.one_time_tokens t
  where t.token_hash = p_token_hash and t.purpose = 'invitation' and t.expires_at > clock_timestamp();
end;

create function ghostworks.join_workspace(p_token_hash bytea, p_user uuid)
  returns table (workspace_id uuid, name text, slug text, role text)
  language plpgsql rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  token record;
  tenant uuid;
  invited record;
begin
  select f.workspace_id, f.invitation_id into token from ghostworks.find_invitation(p_token_hash) f;
  if not found then
    return;
  end if;
  perform ghostworks.act_in(token.workspace_id, p_user);
  tenant := ghostworks.lock_tenant();
  -- Only the address that was invited. And after the lock, so that what was revoked meanwhile is revoked.
  select i.role, u.id into invited
  from ghostworks.invitations i
  join ghostworks.tenants t on t.id = i.tenant_id and t.is_active
  join ghostworks.users u on u.id = p_user and u.email = i.email and u.is_active
  where i.tenant_id = tenant and i.id = token.invitation_id and i.expires_at > clock_timestamp();
  if not found then
    return;
  end if;
  insert into ghostworks.workspace_memberships (tenant_id, user_id, role, created_at, updated_at)
  select tenant, p_user, invited.role, moment, moment from clock_timestamp() as moment
  on conflict on constraint workspace_memberships_pkey do nothing;
  update ghostworks.users u set is_verified = true where u.id = p_user and not u.is_verified;
  delete from ghostworks.invitations i where i.tenant_id = tenant and i.id = token.invitation_id;
  return query
    select t.id, t.name, t.slug, m.role
    from ghostworks.tenants t join ghostworks.workspace_memberships m on m.tenant_id = t.id and m.user_id = p_user
    where t.id = tenant;
end $$;
comment on function ghostworks.join_workspace(bytea, uuid) is
  'Spends an invitation: its user becomes a member, unless they are one, and their email is verified. Nothing if the token is not'
  ' good, or for another email.';

create function ghostworks.accept_invitation(p_user uuid, p_session uuid, p_token_hash bytea)
  returns table (workspace_id uuid, name text, slug text, role text)
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
begin
  if ghostworks.lock_signed_in(p_user, p_session) then
    return query select j.workspace_id, j.name, j.slug, j.role from ghostworks.join_workspace(p_token_hash, p_user) j;
  end if;
end $$;
comment on function ghostworks.accept_invitation(uuid, uuid, bytea) is
  'Accepts an invitation for the user of an open session; nothing if it is not good, or not theirs.';

create function ghostworks.may_accept_invitation(p_token_hash bytea) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from ghostworks.find_invitation(p_token_hash));
end;
comment on function ghostworks.may_accept_invitation(bytea) is
  'Whether the token is good, before a hash is made of a new user''s password at some cost.';

create function ghostworks.accept_invitation_anew(
  p_token_hash bytea, p_user uuid, p_first_name text, p_last_name text, p_password_hash text)
  returns table (workspace_id uuid, name text, slug text, role text)
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  token record;
begin
  select f.email into token from ghostworks.find_invitation(p_token_hash) f;
  if not found then
    return;
  end if;
  insert into ghostworks.users (id, email, first_name, last_name, password_hash, created_at, updated_at)
  select p_user, token.email, p_first_name, p_last_name, p_password_hash, moment, moment from clock_timestamp() as moment;
  return query select j.workspace_id, j.name, j.slug, j.role from ghostworks.join_workspace(p_token_hash, p_user) j;
  if not found then
    raise exception 'the invitation is gone'
      using errcode = 'foreign_key_violation', schema = 'ghostworks', table = 'invitations',
        constraint = 'invitations_tenant_id_fkey';
  end if;
end $$;
comment on function ghostworks.accept_invitation_anew(bytea, uuid, text, text, text) is
  'Makes a user of the invited email and accepts for them; nothing if the token is not good. An email that has a user is a'
  ' unique violation.';

reset role;
