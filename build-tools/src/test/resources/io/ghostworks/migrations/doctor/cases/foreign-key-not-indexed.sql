-- harmless
create index on shop.replies (author, tenant_id, note_id);
alter table shop.replies add constraint once_more foreign key (author) references shop.users;
-- planted: constraint by_user on shop.notes
alter table shop.notes add column writer uuid, add constraint by_user foreign key (writer) references shop.users;
