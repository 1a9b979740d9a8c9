-- Only the top of a chain says whose it is; what is below is seen by whoever sees what it belongs to. A queue and an archive are
-- filled by triggers, and a storage goes by the beginning of a path.
create role chain_app nologin;
create schema chain;
grant usage on schema chain to chain_app;
create table chain.orgs (id uuid primary key, name text not null);
create table chain.teams (id uuid primary key, org_id uuid not null references chain.orgs, name text not null);
create table chain.projects (id uuid primary key, team_id uuid not null references chain.teams, is_public boolean not null default false);
create table chain.docs (id uuid primary key, project_id uuid not null references chain.projects, body text not null);
create table chain.versions (id uuid primary key, doc_id uuid not null, body text not null);
create table chain.jobs (id bigint generated always as identity primary key, payload text not null, at timestamptz not null default now());
create table chain.objects (id uuid primary key, org_id uuid not null references chain.orgs, path text not null);
create table chain.countries (code char(2) primary key, name text not null);
create function chain.keep_version() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into chain.versions values (gen_random_uuid(), old.id, old.body);
  insert into chain.jobs (payload) values (old.body);
  return new;
end $$;
create trigger keep_version after update on chain.docs for each row execute function chain.keep_version();
create view chain.recent with (security_invoker = true) as select id, body from chain.docs;
alter table chain.orgs enable row level security;
alter table chain.teams enable row level security;
alter table chain.projects enable row level security;
alter table chain.docs enable row level security;
alter table chain.versions enable row level security;
alter table chain.objects enable row level security;
create policy own on chain.orgs to chain_app using (id = current_setting('app.org')::uuid);
create policy own on chain.teams to chain_app using (org_id = current_setting('app.org')::uuid);
create policy own on chain.projects to chain_app using (exists (select from chain.teams t where t.id = team_id));
create policy own on chain.docs to chain_app using (exists (select from chain.projects p where p.id = project_id));
create policy own on chain.versions to chain_app using (exists (select from chain.docs d where d.id = doc_id));
create policy own on chain.objects to chain_app using (
  org_id = current_setting('app.org')::uuid or starts_with(path, 'shared/'));
grant select, insert, update, delete on chain.teams, chain.projects, chain.docs, chain.versions, chain.objects to chain_app;
grant select on chain.orgs, chain.recent, chain.jobs, chain.countries to chain_app;
