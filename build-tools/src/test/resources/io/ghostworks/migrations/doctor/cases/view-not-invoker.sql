-- harmless
create view shop.own as select * from shop.notes;
create view shop.bound with (security_invoker = on) as select * from shop.notes;
create view shop.people as select * from shop.users;
grant select on shop.bound, shop.people to shop_app;
-- planted: view shop.titles
create view shop.all_notes as select * from shop.notes;
create view shop.titles as select title from shop.all_notes;
grant select on shop.titles to shop_app;
