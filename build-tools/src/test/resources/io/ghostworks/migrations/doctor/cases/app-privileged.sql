-- harmless
alter role shop_other createrole bypassrls;
alter role shop_login createdb;
-- planted: role shop_app, role shop_login
alter role shop_login bypassrls;
alter role shop_app createrole;
