-- harmless
create table shop.countries (code text primary key, name text not null);
grant select on shop.countries to shop_app;
alter table shop.notes add column country text references shop.countries;
create table shop.stars (note uuid not null, tenant uuid not null, foreign key (tenant, note) references shop.notes);
create table shop.marks (tenant uuid not null, note uuid not null, mark text not null, foreign key (tenant, note) references shop.notes);
alter table shop.marks enable row level security;
create policy of_notes on shop.marks to shop_app using (exists (select from shop.notes n where n.id = note));
grant select on shop.marks to shop_app;
-- planted: table shop.lines, table shop."line's parts"
create table shop.lines (
  id uuid primary key, tenant uuid not null, note uuid not null, words text, foreign key (tenant, note) references shop.notes);
create table shop."line's parts" ("Line" uuid not null references shop.lines, words text);
grant select, insert on shop.lines, shop."line's parts" to shop_app;
