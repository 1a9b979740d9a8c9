-- harmless
alter table shop.users add column number bigint generated always as identity;
create table shop.bills (tenant_id uuid not null references shop.tenants, internal bigserial, primary key (tenant_id));
grant select (tenant_id) on shop.bills to shop_app;
-- planted: column shop.notes.number, column shop.replies.number
-- unfixable
alter table shop.notes add column number bigint generated always as identity;
alter table shop.replies add column number serial;
