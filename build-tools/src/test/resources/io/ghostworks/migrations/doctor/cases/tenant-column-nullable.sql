-- harmless
alter table shop.users add column tenant uuid;
-- planted: column shop.notes.tenant_id
alter table shop.notes drop constraint notes_pkey cascade, alter column tenant_id drop not null;
