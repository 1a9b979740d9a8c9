-- harmless
alter table shop.users add column password_hash text;
grant select (id, name), insert on shop.users to shop_app;
alter table shop.notes add column content_hash bytea;
create table shop.pages (tenant_id uuid, next_token_count bigint, card uuid, hash bigint, token_id uuid, discard text);
grant select on shop.pages to shop_app;
-- planted: column shop.payments.card, column shop.payments.cvv, column shop.payments.ssn, column shop.invitations.token, column shop.invitations.hash, column shop.accounts."Password", column shop.logins.hashed
create table shop.payments (card text, cvv text, ssn text);
create table shop.invitations (token text, hash bytea);
grant select on shop.payments, shop.invitations to shop_app;
create table shop.accounts (email text, "Password" text);
create table shop.logins (email text, hashed text);
grant select on shop.accounts to shop_app;
grant select (email, hashed) on shop.logins to shop_app;
