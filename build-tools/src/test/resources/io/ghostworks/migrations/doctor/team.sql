-- A schema whose policies ask who is a member, and not which tenant is set. Its application reads and writes by them.
create role member_app nologin;
create schema team;
grant usage on schema team to member_app;
create table team.accounts (id uuid primary key, name text not null, slug text not null);
create table team.members (account_id uuid not null references team.accounts, person text not null, primary key (account_id, person));
create table team.projects (
  account_id uuid not null references team.accounts, id uuid not null, title text, slug text, primary key (account_id, id),
  unique (slug, account_id));
create table team.tasks (id uuid primary key, account_id uuid not null, project_id uuid not null, words text,
  foreign key (account_id, project_id) references team.projects);
create table team.task_notes (task_id uuid not null references team.tasks, words text);
create table team.plans (code text primary key, price numeric not null);
create index on team.tasks (account_id, project_id);
create function team.has_role(account uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (select from team.members m where m.account_id = account and m.person = current_setting('team.person')) $$;
alter table team.accounts enable row level security;
alter table team.members enable row level security;
alter table team.projects enable row level security;
alter table team.tasks enable row level security;
create policy members on team.accounts to member_app using (team.has_role(id));
create policy members on team.members to member_app using (team.has_role(account_id));
create policy members on team.projects to member_app using (team.has_role(account_id));
create policy members on team.tasks to member_app using (team.has_role(account_id));
grant select, insert, update, delete on team.accounts, team.members, team.projects, team.tasks to member_app;
grant select, insert on team.task_notes to member_app;
grant select on team.plans to member_app;
insert into team.plans values ('small', 1);
insert into team.accounts select format('00000000-0000-0000-0000-00000000000%s', i)::uuid, 'a' || i, 'a' || i from generate_series(1, 2) i;
insert into team.members select id, 'p' || right(id::text, 1) from team.accounts;
insert into team.projects select id, id, 't' || right(id::text, 1), 'same' from team.accounts;
insert into team.tasks select id, id, id, 'task of ' || name from team.accounts;
insert into team.task_notes select id, 'note of ' || name from team.accounts;
