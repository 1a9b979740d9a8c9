-- harmless
do $$ begin execute format('alter database %I set search_path = shop', current_database()); end $$;
alter role shop_owner set ghostworks.statements = 'listen';
alter database template1 set ghostworks.statements = 'listen';
-- planted: setting ghostworks.statements of database shop_database
alter database template1 reset ghostworks.statements;
do $$ begin execute format('alter database %I set ghostworks.statements = %L', current_database(), 'listen, notify'); end $$;
