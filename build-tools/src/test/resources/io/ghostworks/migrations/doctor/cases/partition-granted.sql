-- harmless
grant select on shop.events_2026 to shop_other;
-- planted: table shop.events_2026
grant select (at) on shop.events_2026 to shop_app;
