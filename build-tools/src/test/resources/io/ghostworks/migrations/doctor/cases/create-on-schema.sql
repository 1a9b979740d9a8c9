-- harmless
create schema "Play ground";
grant usage on schema "Play ground" to shop_app;
grant create on schema shop to shop_other;
-- planted: schema "Play ground"
grant create on schema "Play ground" to shop_login;
