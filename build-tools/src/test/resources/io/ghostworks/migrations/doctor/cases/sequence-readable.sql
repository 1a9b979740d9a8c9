-- harmless
create sequence shop.numbers;
grant usage on sequence shop.numbers to shop_app;
-- planted: sequence shop.more
create sequence shop.more;
grant select on sequence shop.more to shop_app;
