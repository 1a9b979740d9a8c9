-- harmless
create role shop_deploy login noinherit in role shop_owner;
grant shop_other to shop_login;
grant shop_app to shop_owner;
-- planted: role shop_login
grant shop_deploy to shop_other;
