-- harmless
alter role shop_app set app.current_tenant_idle = 'x';
alter role shop_app set statement_timeout = '5s';
-- planted: role shop_login
alter role shop_login set app.current_tenant_id = '00000000-0000-0000-0000-000000000001';
