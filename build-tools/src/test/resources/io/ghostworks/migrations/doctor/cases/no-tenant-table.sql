-- harmless
create table shop.colours (name text primary key);
-- planted: column tenant_id
-- unfixable
drop table shop.events, shop.replies, shop.notes;
