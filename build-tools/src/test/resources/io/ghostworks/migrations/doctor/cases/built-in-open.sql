-- harmless
grant execute on function query_to_xml(text, boolean, boolean, text), lo_create(oid), pg_cancel_backend(integer) to shop_other;
grant execute on function ts_rewrite(tsquery, tsquery, tsquery) to shop_app;
grant execute on function pg_read_file(text) to shop_other;
-- planted: functions that run text as SQL, functions of large objects, functions that stop sessions, functions that take advisory locks, functions that show the statements of sessions, functions that write into the log of changes, blocks of code (DO), functions that read or write files of the server, functions that open connections of their own
grant execute on function pg_read_file(text), pg_ls_dir(text) to shop_app;
create extension dblink schema shop;
grant execute on function ts_rewrite(tsquery, text), ts_stat(text) to shop_app;
grant execute on function lo_put(oid, bigint, bytea), pg_terminate_backend(integer, bigint), pg_advisory_xact_lock(bigint) to public;
grant execute on function pg_stat_get_activity(integer) to shop_login;
do $$ begin execute 'grant execute on function '
  || (select string_agg(oid::regprocedure::text, ', ') from pg_proc where proname = 'pg_logical_emit_message')
  || ' to shop_app'; end $$;
grant usage on language plpgsql to public;
