-- harmless
do $$ begin execute format('grant temporary on database %I to shop_other', current_database()); end $$;
-- planted: database shop_database
do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$;
