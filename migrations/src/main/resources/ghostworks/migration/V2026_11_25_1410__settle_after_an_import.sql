-- What a large import leaves for later, done by the import itself.
set local role ghostworks_owner;

create function ghostworks.settle_artifacts() returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set client_min_messages = error
as $$
declare
  artifacts constant regclass := 'ghostworks.artifacts';
  changed bigint := pg_stat_get_mod_since_analyze(artifacts);
  pages bigint := pg_relation_size(artifacts) / current_setting('block_size')::bigint;
  seen record;
begin
  -- GIN keeps new entries in a list that every search reads to its end.
  perform gin_clean_pending_list(i.indexrelid)
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
  where i.indrelid = artifacts and m.amname = 'gin' and i.indisready;
  -- Only if the table grew by a hundredth and by about 5,000 rows since the last time: as anyone may call this, its cost has to
  -- follow what they wrote. The file is asked too, as the count of changes comes some seconds late.
  select relpages as pages, greatest(reltuples, 0) as rows into seen from pg_class where oid = artifacts;
  if pages > seen.pages * 1.01 + 500 or changed > seen.rows * 0.01 + 5000 then
    analyze (skip_locked) ghostworks.artifacts;
  end if;
end $$;
comment on function ghostworks.settle_artifacts() is
  'Merges what the indexes of artifacts keep to be merged, and analyzes the table if it changed much: what autovacuum would do'
  ' some time later, and until then searches are slow. Waits for nobody but another merge.';

revoke execute on function ghostworks.settle_artifacts() from public;
grant execute on function ghostworks.settle_artifacts() to authenticated_users;

reset role;
