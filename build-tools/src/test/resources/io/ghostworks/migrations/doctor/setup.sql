-- A shop that does everything right. Roles are the server's: the test gives each name a suffix of its own.
create role shop_owner nologin;
create role shop_app nologin;
create role shop_login login in role shop_app;
create role shop_other nologin;
create role shop_seal nologin;

create schema shop authorization shop_owner;
grant usage on schema shop to shop_app, shop_other;
set role shop_owner;

create table shop.tenants (id uuid primary key, name text not null);
create table shop.users (id uuid primary key, name text not null);
create table shop.notes (
  tenant_id uuid not null references shop.tenants,
  id uuid not null,
  title text,
  primary key (tenant_id, id));
create table shop.replies (
  tenant_id uuid not null references shop.tenants,
  id uuid not null,
  note_id uuid not null,
  author uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, note_id) references shop.notes);
create index on shop.replies (tenant_id, note_id);
create table shop.keys (id text primary key, pad bytea not null);
create table shop.events (tenant_id uuid not null references shop.tenants, at date not null, primary key (tenant_id, at))
  partition by range (at);
create table shop.events_2026 partition of shop.events for values from ('2026-01-01') to ('2027-01-01');

alter table shop.tenants enable row level security, force row level security;
alter table shop.notes enable row level security, force row level security;
alter table shop.replies enable row level security, force row level security;
alter table shop.events enable row level security, force row level security;
alter table shop.events_2026 enable row level security, force row level security;
create policy isolation on shop.tenants to shop_app
  using (id = current_setting('app.current_tenant_id')::uuid) with check (id = current_setting('app.current_tenant_id')::uuid);
create policy isolation on shop.notes to shop_app
  using (tenant_id = current_setting('app.current_tenant_id')::uuid)
  with check (tenant_id = current_setting('app.current_tenant_id')::uuid);
create policy isolation on shop.replies to shop_app
  using (tenant_id = (select current_setting('app.current_tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.current_tenant_id')::uuid));
grant select, insert, update, delete on shop.tenants, shop.notes, shop.replies, shop.events to shop_app;
reset role;
create policy isolation on shop.events using (tenant_id = ghostworks.tenant_id());
create policy isolation on shop.events_2026 using (tenant_id = ghostworks.tenant_id());

-- What PostgreSQL lets everybody call.
do $$
declare f regprocedure;
begin
  for f in
    select p.oid from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where a.grantee = 0 and p.pronamespace = 'pg_catalog'::regnamespace and (
      p.proname ~ '^(lo_|loread$|lowrite$|ts_stat$|pg_logical_emit|pg_cancel_b|pg_terminate_b|pg_stat_get_(backend_)?activity$)'
      or p.proname ~ '^(query|cursor|table|schema|database)_to_xml|^pg_(try_)?advisory_(xact_)?lock'
      or p.oid = 'ts_rewrite(tsquery, text)'::regprocedure)
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
revoke usage on language plpgsql from public;
grant usage on language plpgsql to shop_owner;
