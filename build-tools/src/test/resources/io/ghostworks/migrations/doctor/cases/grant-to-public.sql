-- harmless
grant select on shop.users to shop_other;
-- planted: table shop.notes, table shop.users
grant select on shop.notes to public;
grant select (name) on shop.users to public;
