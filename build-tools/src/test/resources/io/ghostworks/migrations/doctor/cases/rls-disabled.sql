-- harmless
create table shop.colours (name text primary key);
-- planted: table shop.notes
alter table shop.notes disable row level security;
