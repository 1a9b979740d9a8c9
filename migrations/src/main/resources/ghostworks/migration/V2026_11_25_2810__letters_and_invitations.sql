-- What is mailed to people: a queue of letters, tokens that are made when a letter is sent, and invitations.
set local role ghostworks_owner;

create table ghostworks.invitations (
  tenant_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint invitations_pkey primary key (tenant_id, id),
  constraint invitations_email_key unique (tenant_id, email),
  constraint invitations_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint invitations_role_known check (role in ('owner', 'admin', 'member')),
  constraint invitations_email_length check (email = lower(email) and char_length(email) <= 254)
);
comment on column ghostworks.invitations.invited_by is
  'Who asked. A fact about the past and so no foreign key: they may have left since, or be unknown where the tenant was brought to.';
comment on table ghostworks.invitations is 'Who was asked to become a member, by email and not by account: whether there is one, a tenant never learns.';
select ghostworks.isolate('ghostworks.invitations');
grant select (tenant_id, id, email, role, invited_by, created_at, expires_at) on ghostworks.invitations to authenticated_users;

create table ghostworks.one_time_tokens (
  token_hash bytea not null,
  user_id uuid,
  purpose text not null,
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz,
  workspace_id uuid,
  invitation_id uuid,
  constraint one_time_tokens_pkey primary key (token_hash),
  constraint one_time_tokens_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade,
  constraint one_time_tokens_hash_length check (octet_length(token_hash) = 32),
  constraint one_time_tokens_purpose_known check (purpose in ('verify_email', 'reset_password', 'invitation')),
  -- Of a user, or of an invitation. Nothing in a tenant reads this table, so it is none of its tables.
  constraint one_time_tokens_subject check (
    (purpose = 'invitation') = (user_id is null)
    and (purpose = 'invitation') = (workspace_id is not null) and (purpose = 'invitation') = (invitation_id is not null)),
  constraint one_time_tokens_invitation_fkey foreign key (workspace_id, invitation_id)
    references ghostworks.invitations (tenant_id, id) on delete cascade
);
create index one_time_tokens_user_id_idx on ghostworks.one_time_tokens (user_id, purpose, created_at);
create index one_time_tokens_invitation_idx on ghostworks.one_time_tokens (workspace_id, invitation_id);
comment on table ghostworks.one_time_tokens is
  'SHA-256 of what was mailed to somebody, and what it proves; the token itself is nowhere but in that message.';

create table ghostworks.mail_queue (
  id uuid not null default public.uuid_generate_v4(),
  kind text not null,
  email text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  workspace_id uuid,
  invitation_id uuid,
  constraint mail_queue_pkey primary key (id),
  -- Asked for ten times while it waits, it is sent once.
  constraint mail_queue_once unique nulls not distinct (kind, email, workspace_id, invitation_id),
  constraint mail_queue_kind_known check (kind in ('verify_email', 'reset_password', 'password_changed', 'invitation')),
  constraint mail_queue_email_length check (char_length(email) <= 254),
  constraint mail_queue_invitation_fkey foreign key (workspace_id, invitation_id)
    references ghostworks.invitations (tenant_id, id) on delete cascade
);
create index mail_queue_invitation_idx on ghostworks.mail_queue (workspace_id, invitation_id);
create index mail_queue_due_at_idx on ghostworks.mail_queue (due_at);
create index mail_queue_created_at_idx on ghostworks.mail_queue (created_at);
comment on table ghostworks.mail_queue is
  'Letters that wait to be sent: to whom and of what kind. Their tokens are made when they are sent, and are not here.';

alter table ghostworks.one_time_tokens enable row level security;
alter table ghostworks.mail_queue enable row level security;

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

create or replace function ghostworks.register_user(
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
  perform ghostworks.password_has_changed(p_user);
  return true;
end $$;

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

create function ghostworks.claim_mail(p_most integer) returns setof uuid
  language sql security definer rows 10
  set search_path = pg_catalog, pg_temp
begin atomic
  update ghostworks.mail_queue q
  set attempts = q.attempts + 1,
    due_at = clock_timestamp() + least(interval '1 minute' * 2 ^ least(q.attempts, 9), interval '6 hours')
  where q.id in (
    select d.id from ghostworks.mail_queue d
    where d.due_at <= clock_timestamp() and d.created_at > clock_timestamp() - interval '5 days'
    order by d.due_at
    limit least(p_most, 100)
    for update skip locked)
  returning q.id;
end;
comment on function ghostworks.claim_mail(integer) is
  'Letters that are due, for one of those who send them. Each is due again a minute later, then after two, four and so on up'
  ' to six hours, until it is settled or five days old.';

create function ghostworks.prepare_invitation(p_mail uuid, p_token_hash bytea)
  returns table (kind text, email text, lifetime_seconds integer, workspace text, inviter text, role text)
  language plpgsql rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  letter record;
  invited record;
begin
  select q.workspace_id, q.invitation_id into letter from ghostworks.mail_queue q where q.id = p_mail and q.kind = 'invitation';
  if not found then
    return;
  end if;
  perform ghostworks.act_in(letter.workspace_id, '00000000-0000-0000-0000-000000000000');
  select i.email, i.role, i.expires_at, t.name as workspace,
    coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) as inviter
  into invited
  from ghostworks.invitations i
  join ghostworks.tenants t on t.id = i.tenant_id and t.is_active
  left join ghostworks.users u on u.id = i.invited_by
  where i.tenant_id = letter.workspace_id and i.id = letter.invitation_id and i.expires_at > clock_timestamp();
  if not found then
    return;
  end if;
  delete from ghostworks.one_time_tokens t
  where t.token_hash in (
    select o.token_hash from ghostworks.one_time_tokens o
    where o.workspace_id = letter.workspace_id and o.invitation_id = letter.invitation_id
    order by o.created_at desc
    offset 4);
  insert into ghostworks.one_time_tokens (
    token_hash, purpose, email, created_at, expires_at, workspace_id, invitation_id)
  select p_token_hash, 'invitation', invited.email, moment, moment + interval '7 days', letter.workspace_id, letter.invitation_id
  from clock_timestamp() as moment;
  return query select 'invitation', invited.email,
    extract(epoch from least(interval '7 days', invited.expires_at - clock_timestamp()))::integer,
    invited.workspace, invited.inviter, invited.role;
end $$;
comment on function ghostworks.prepare_invitation(uuid, bytea) is 'As prepare_mail, for the letter of an invitation.';

create function ghostworks.prepare_mail(p_mail uuid, p_token_hash bytea)
  returns table (kind text, email text, lifetime_seconds integer, workspace text, inviter text, role text)
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  letter record;
  lifetime integer;
begin
  return query select * from ghostworks.prepare_invitation(p_mail, p_token_hash);
  if found then
    return;
  end if;
  select q.kind, u.id, u.email, u.is_verified into letter
  from ghostworks.mail_queue q join ghostworks.users u on u.email = q.email and u.is_active
  where q.id = p_mail and q.kind <> 'invitation';
  if not found or (letter.kind = 'verify_email' and letter.is_verified) then
    return;
  end if;
  lifetime := case letter.kind when 'verify_email' then 259200 when 'reset_password' then 3600 end;
  if lifetime is not null then
    -- The last four stay good beside the new one: a letter that was asked for twice may arrive twice.
    delete from ghostworks.one_time_tokens t
    where t.user_id = letter.id and t.purpose = letter.kind and (t.expires_at <= clock_timestamp() or t.token_hash in (
      select o.token_hash from ghostworks.one_time_tokens o
      where o.user_id = letter.id and o.purpose = letter.kind
      order by o.created_at desc
      offset 4));
    insert into ghostworks.one_time_tokens (token_hash, user_id, purpose, email, created_at, expires_at)
    select p_token_hash, letter.id, letter.kind, letter.email, moment, moment + make_interval(secs => lifetime)
    from clock_timestamp() as moment;
  end if;
  return query select letter.kind, letter.email, lifetime, null::text, null::text, null::text;
end $$;
comment on function ghostworks.prepare_mail(uuid, bytea) is
  'What to write, and a token with this hash that is good from now on; nothing if there is nobody to write to any more.';

create function ghostworks.settle_mail(p_mail uuid) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  delete from ghostworks.mail_queue q where q.id = p_mail;
end;
comment on function ghostworks.settle_mail(uuid) is 'Forgets a letter that was sent, or that nobody will take.';

revoke execute on function
   ghostworks.enqueue_mail(text, text), ghostworks.password_has_changed(uuid),
   ghostworks.enqueue_invitation(uuid, uuid, text), ghostworks.require_role_over_invitation(uuid, uuid),
   ghostworks.act_in(uuid, uuid), ghostworks.find_invitation(bytea), ghostworks.join_workspace(bytea, uuid),
   ghostworks.prepare_invitation(uuid, bytea), ghostworks.invite(uuid, text, text), ghostworks.resend_invitation(uuid),
   ghostworks.revoke_invitation(uuid), ghostworks.request_verification(uuid, uuid),
   ghostworks.request_password_reset(text), ghostworks.verify_email_by_token(bytea),
   ghostworks.may_reset_password(bytea), ghostworks.reset_password(bytea, text), ghostworks.claim_mail(integer),
   ghostworks.prepare_mail(uuid, bytea), ghostworks.settle_mail(uuid), ghostworks.accept_invitation(uuid, uuid, bytea),
  ghostworks.may_accept_invitation(bytea), ghostworks.accept_invitation_anew(bytea, uuid, text, text, text)
  from public;
grant execute on function
  ghostworks.invite(uuid, text, text), ghostworks.resend_invitation(uuid), ghostworks.revoke_invitation(uuid)
  to authenticated_users;
grant execute on function
   ghostworks.request_verification(uuid, uuid), ghostworks.request_password_reset(text),
   ghostworks.verify_email_by_token(bytea), ghostworks.may_reset_password(bytea),
   ghostworks.reset_password(bytea, text), ghostworks.claim_mail(integer), ghostworks.prepare_mail(uuid, bytea),
   ghostworks.settle_mail(uuid), ghostworks.accept_invitation(uuid, uuid, bytea),
  ghostworks.may_accept_invitation(bytea), ghostworks.accept_invitation_anew(bytea, uuid, text, text, text)
  to ghostworks_sign_in;

reset role;
