-- harmless
create table shop.seen (id uuid);
create view shop.titles with (security_invoker = true) as select id, title from shop.notes;
alter view shop.titles owner to shop_owner;
create rule forget as on delete to shop.titles do instead delete from shop.notes n where n.id = old.id;
create view shop.quiet with (security_invoker = true) as select id, title from shop.notes;
create rule forget as on delete to shop.quiet do instead delete from shop.notes n where n.id = old.id;
grant select, delete on shop.titles to shop_app;
grant select on shop.quiet to shop_app;
-- planted: rule "forget it" on shop.loud
create view shop.loud with (security_invoker = true) as select id, title from shop.notes;
create rule "forget it" as on delete to shop.loud do instead delete from shop.notes n where n.id = old.id;
grant select, delete on shop.loud to shop_app;
