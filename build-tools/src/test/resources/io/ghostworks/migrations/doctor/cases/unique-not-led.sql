-- harmless
alter table shop.users add unique (name);
create unique index on shop.notes (tenant_id, lower(title));
alter table shop.notes add column slug text, add unique (slug, tenant_id);
-- planted: constraint notes_title_key on shop.notes, index shop."by ""title"""
alter table shop.notes add unique (title);
create unique index "by ""title""" on shop.notes (lower(title)) where title <> '';
