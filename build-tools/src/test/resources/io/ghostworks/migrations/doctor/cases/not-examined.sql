-- harmless
create table shop.colours (name text primary key);
create view shop.titles with (security_invoker = true) as select title from shop.notes;
grant select on shop.titles to shop_app;
create table shop.lines (tenant uuid, note uuid, foreign key (tenant, note) references shop.notes);
grant select on shop.lines to shop_app;
-- planted: table shop.jobs, view shop.palette, table shop.mine
-- unfixable
create table shop.jobs (id bigint primary key, payload jsonb);
create view shop.palette as select name from shop.colours;
create table shop.mine (of_whom name);
alter table shop.mine enable row level security;
create policy own on shop.mine to shop_app using (of_whom = current_user);
grant select on shop.palette, shop.mine to shop_app;
grant select (id) on shop.jobs to shop_app;
