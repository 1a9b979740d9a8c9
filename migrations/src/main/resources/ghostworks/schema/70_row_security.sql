-- Row-level security.
set local role ghostworks_owner;

select ghostworks.isolate('ghostworks.tenants', 'id');
select ghostworks.isolate('ghostworks.workspace_memberships');
select ghostworks.isolate('ghostworks.invitations');
select ghostworks.isolate('ghostworks.api_keys');
select ghostworks.isolate('ghostworks.artifacts');
select ghostworks.isolate('ghostworks.idempotency_keys');
select ghostworks.isolate('ghostworks.audit_entries');

-- Outside any tenant a user reads their own memberships and the tenants these name; inside one, that tenant only.
create policy own_memberships on ghostworks.workspace_memberships for select to authenticated_users
  using (ghostworks.outside_tenants() and user_id = ghostworks.user_id());
create policy own_tenants on ghostworks.tenants for select to authenticated_users
  using (ghostworks.outside_tenants() and id in (
    select m.tenant_id from ghostworks.workspace_memberships m where m.user_id = ghostworks.user_id() and m.is_active));

-- Users belong to many tenants, so these tables have no tenant column. Not FORCEd: the functions below, owned by the
-- tables' owner, look a user up by one exact secret or email.
alter table ghostworks.users enable row level security;
create policy own_user on ghostworks.users to authenticated_users
  using (id = ghostworks.user_id()) with check (id = ghostworks.user_id());
create policy fellow_members on ghostworks.users for select to authenticated_users
  using (exists (
    select from ghostworks.workspace_memberships m where m.tenant_id = ghostworks.tenant_id() and m.user_id = users.id));
alter table ghostworks.sessions enable row level security;
create policy own_sessions on ghostworks.sessions for select to authenticated_users
  using (user_id = ghostworks.user_id());
alter table ghostworks.refresh_tokens enable row level security;
alter table ghostworks.one_time_tokens enable row level security;
alter table ghostworks.mail_queue enable row level security;

reset role;
