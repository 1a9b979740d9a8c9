-- harmless
alter table shop.replies add constraint by_user foreign key (author) references shop.users;
-- planted: constraint "the note" on shop.replies
alter table shop.notes add unique (id);
alter table shop.replies add constraint "the note" foreign key (author) references shop.notes (id) on delete set null;
