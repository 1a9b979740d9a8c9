-- How letters leave the queue, for the sign-in role alone.
set local role ghostworks_owner;

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

reset role;
