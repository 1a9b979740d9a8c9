-- harmless
grant truncate, references, trigger on shop.users to shop_app;
grant truncate on shop.notes to shop_other;
-- planted: table shop.notes, table shop.notes, table shop.replies
grant truncate, trigger on shop.notes to shop_app;
grant references (id) on shop.replies to shop_login;
