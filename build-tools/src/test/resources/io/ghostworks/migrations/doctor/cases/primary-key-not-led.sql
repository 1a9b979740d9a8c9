-- harmless
create table shop.colours (id uuid primary key);
-- planted: constraint replies_pkey on shop.replies
alter table shop.replies drop constraint replies_pkey, add primary key (id, tenant_id);
