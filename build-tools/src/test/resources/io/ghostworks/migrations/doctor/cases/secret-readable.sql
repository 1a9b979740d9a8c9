-- harmless
alter table shop.users add column password_hash text;
grant select (id, name), insert on shop.users to shop_app;
alter table shop.notes add column content_hash bytea;
-- planted: column shop.accounts."Password", column shop.logins.hashed
create table shop.accounts (email text, "Password" text);
create table shop.logins (email text, hashed text);
grant select on shop.accounts to shop_app;
grant select (email, hashed) on shop.logins to shop_app;
