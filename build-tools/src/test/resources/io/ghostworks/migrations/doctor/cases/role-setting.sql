-- harmless
alter role shop_app set statement_timeout = '5s';
alter role shop_login set log_min_duration_statement = '1s';
alter role shop_login set Idle_In_Transaction_Session_Timeout = '10s';
alter role shop_login set app.current_tenant_id = '00000000-0000-0000-0000-000000000001';
alter role shop_login in database template1 set search_path = nowhere;
alter role shop_owner set search_path = nowhere;
do $$ begin execute format('alter database %I set search_path = shop', current_database()); end $$;
-- planted: setting search_path of role shop_login, setting app.key of role shop_login, setting default_transaction_read_only of role shop_app in database shop_database, setting row_security of role ghostworks_sign_in in database shop_database
alter role shop_login set search_path = nowhere;
alter role shop_login set app.key = 'secret';
do $$ begin
  execute format('alter role shop_app in database %I set default_transaction_read_only = on', current_database());
  execute format('alter role ghostworks_sign_in in database %I set row_security = off', current_database());
end $$;
