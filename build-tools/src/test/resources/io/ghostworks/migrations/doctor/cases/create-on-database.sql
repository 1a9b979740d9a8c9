-- harmless
do $$ begin execute format('grant create on database %I to shop_other', current_database()); end $$;
-- planted: database shop_database
do $$ begin execute format('grant create on database %I to shop_login', current_database()); end $$;
