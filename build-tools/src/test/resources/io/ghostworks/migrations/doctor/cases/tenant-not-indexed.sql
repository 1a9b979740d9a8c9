-- harmless
create index on shop.notes (title);
-- planted: table shop.notes
alter table shop.notes drop constraint notes_pkey cascade;
create index on shop.notes (title, tenant_id);
create index on shop.notes (tenant_id) where title is null;
