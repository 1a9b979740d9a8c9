-- harmless
grant select on shop.keys to shop_seal;
create view shop.key_names as select id from shop.keys;
grant select on shop.key_names to shop_seal;
-- planted: table shop.keys, table shop.keys, table shop.keys, view shop.key_names
grant insert on shop.keys to shop_app;
grant select on shop.keys to public;
grant select (pad) on shop.keys to shop_other;
grant select on shop.key_names to shop_other;
