-- harmless
create foreign data wrapper elsewhere;
create server archive foreign data wrapper elsewhere;
create foreign table shop.colours (name text) server archive;
create foreign table shop.older (tenant_id uuid, title text) server archive;
grant select on shop.colours to shop_app;
-- planted: foreign table shop.old
create foreign table shop.old (tenant_id uuid, title text) server archive;
grant select on shop.old to shop_app;
