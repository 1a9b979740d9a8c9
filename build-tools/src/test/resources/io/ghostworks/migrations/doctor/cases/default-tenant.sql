-- harmless
alter role shop_app set app.current_tenant_idle = 'x';
alter role shop_app set statement_timeout = '5s';
-- planted: role shop_login, role shop_app in database shop_database, database shop_database
alter role shop_login set app.current_tenant_id = '00000000-0000-0000-0000-000000000001';
do $$ begin
  execute format('alter role shop_app in database %I set App.current_tenant_id = %L', current_database(), '');
  execute format('alter database %I set app.current_tenant_id = %L', current_database(), '');
end $$;
