-- The planner's estimates are made of all tenants' values, whoever asks: by EXPLAIN of `name < 'f'` one reads the borders of
-- the histogram, which are names and emails of others. No plan needs the statistics of these columns.
set local role ghostworks_owner;

alter table ghostworks.artifacts alter column name set statistics 0, alter column description set statistics 0,
  alter column metadata set statistics 0;
alter table ghostworks.tenants alter column name set statistics 0, alter column slug set statistics 0,
  alter column description set statistics 0, alter column settings set statistics 0;
alter table ghostworks.users alter column email set statistics 0, alter column first_name set statistics 0,
  alter column last_name set statistics 0, alter column password_hash set statistics 0;
alter table ghostworks.idempotency_keys alter column key set statistics 0, alter column fingerprint set statistics 0;

reset role;

-- ANALYZE leaves what it collected before. Who is no superuser can remove it from PostgreSQL 18 on.
do $$
declare
  c record;
begin
  for c in
    select a.attrelid, k.relname, a.attnum, a.attname
    from pg_attribute a
    join pg_class k on k.oid = a.attrelid
    where k.relnamespace = 'ghostworks'::regnamespace and k.relkind = 'r' and a.attnum > 0 and a.attstattarget = 0
  loop
    if (select rolsuper from pg_roles where rolname = current_user) then
      delete from pg_statistic where starelid = c.attrelid and staattnum = c.attnum;
    elsif current_setting('server_version_num')::integer >= 180000 then
      execute format('select pg_clear_attribute_stats(%L, %L, %L, false)', 'ghostworks', c.relname, c.attname);
    else
      raise warning 'as a superuser: delete from pg_statistic where starelid = %::regclass and staattnum = %',
        quote_literal('ghostworks.' || c.relname), c.attnum;
    end if;
  end loop;
end $$;
