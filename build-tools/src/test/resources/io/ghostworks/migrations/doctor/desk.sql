-- A help desk whose tenant comes in the claims of a token, as JSON, and whose comments belong to the tenant of their ticket.
create role desk_app nologin;
create schema desk;
grant usage on schema desk to desk_app;
create function desk.org() returns uuid language sql stable
  as $$ select (nullif(current_setting('request.claims', true), '')::jsonb ->> 'org')::uuid $$;
create function desk.is_staff() returns boolean language sql stable
  as $$ select nullif(current_setting('request.claims', true), '')::jsonb ->> 'role' = 'staff' $$;
create table desk.orgs (id uuid primary key, name text not null);
create table desk.tickets (
  org_id uuid not null references desk.orgs, id uuid not null, title text, state text check (state in ('open', 'closed')),
  primary key (org_id, id));
create table desk.comments (
  id uuid primary key, org uuid not null, ticket_id uuid not null, words text, foreign key (org, ticket_id) references desk.tickets);
create table desk.labels (id bigint generated always as identity primary key, org_id uuid references desk.orgs, name text not null);
create view desk.open_tickets with (security_invoker = true) as select id, title from desk.tickets where state = 'open';
create view desk.totals as select count(*) as tickets from desk.tickets;
create table desk.mail (ticket uuid not null, org uuid not null, body text, foreign key (org, ticket) references desk.tickets);
create function desk.find(words text) returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select t.title from desk.tickets t where t.title = words $$;
create function desk.count_own() returns bigint language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select count(*) from desk.tickets t where t.org_id = desk.org() $$;
alter table desk.orgs enable row level security;
alter table desk.tickets enable row level security;
alter table desk.comments enable row level security;
alter table desk.labels enable row level security;
create policy own on desk.orgs to desk_app using (id = desk.org());
create policy own on desk.tickets to desk_app using (org_id = (select desk.org()));
create policy own on desk.comments to desk_app using (exists (select from desk.tickets t where t.id = ticket_id and t.org_id = org));
-- Labels without an org are for everybody; only staff make them.
create policy own on desk.labels to desk_app using (org_id = desk.org() or org_id is null)
  with check (org_id = desk.org() or org_id is null and desk.is_staff());
grant select, insert, update, delete on desk.tickets, desk.comments, desk.labels to desk_app;
grant select on desk.orgs, desk.open_tickets, desk.totals, desk.mail to desk_app;
