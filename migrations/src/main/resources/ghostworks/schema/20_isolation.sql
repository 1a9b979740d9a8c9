-- Isolation of a table, ours or an embedding service's.
set local role ghostworks_owner;

create function ghostworks.isolation_obstacle(target regclass, tenant_column name) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select obstacle
  from (
    select 1 as rank, format('%s is not a table', target) as obstacle
    from pg_class c
    where c.oid = target and c.relkind not in ('r', 'p')
    union all
    select 2, format('%s has no column %I of type uuid that is NOT NULL', target, tenant_column)
    where not exists (
      select from pg_attribute a
      where a.attrelid = target and a.attname = tenant_column and a.attnotnull and not a.attisdropped
        and a.atttypid = 'uuid'::regtype)
    union all
    select 3, format('%s has no primary key', target)
    where not exists (select from pg_constraint k where k.conrelid = target and k.contype = 'p')
    union all
    select 4, format('%I does not lead the key %s of %s', tenant_column, i.indexrelid::regclass, target)
    from pg_index i
    where i.indrelid = target and i.indisunique and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = i.indkey[0])
      -- A globally unique name is a choice that tenants itself makes (slug); elsewhere it would reveal a foreign row.
      and (tenant_column <> 'id' or i.indisprimary)
    union all
    select 5, format('%I does not lead the exclusion constraint %I of %s', tenant_column, k.conname, target)
    from pg_constraint k
    where k.conrelid = target and k.contype = 'x' and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = k.conkey[1])
    union all
    select 6, format('%I does not lead the foreign key %I of %s to %s, which has tenants too',
      tenant_column, k.conname, target, k.confrelid::regclass)
    from pg_constraint k
    join pg_class referenced on referenced.oid = k.confrelid and referenced.relrowsecurity
    where k.conrelid = target and k.contype = 'f' and not exists (
      select from pg_attribute a where a.attrelid = target and a.attname = tenant_column and a.attnum = k.conkey[1])
      and exists (
      select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and not a.attisdropped)
  ) found
  order by rank, obstacle
  limit 1;
end;

create function ghostworks.isolate(target regclass, tenant_column name default 'tenant_id') returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp set client_min_messages = warning
as $$
declare
  obstacle text;
  member regclass;
begin
  -- Partitions first: a partition reached directly must be as closed as its parent.
  for member in
    select relid from pg_partition_tree(target) where relid <> target
    union all select target
  loop
    obstacle := ghostworks.isolation_obstacle(member, tenant_column);
    if obstacle is not null then
      raise exception 'cannot isolate %: %', target, obstacle
        using errcode = 'invalid_table_definition',
              hint = 'Every key of a tenant table starts with its NOT NULL tenant column; see docs/own-tables.md.';
    end if;
    execute format('alter table %s enable row level security', member);
    execute format('alter table %s force row level security', member);
    execute format('drop policy if exists tenant_isolation on %s', member);
    execute format('create policy tenant_isolation on %s to authenticated_users using (%2$I = ghostworks.tenant_id())'
      ' with check (%2$I = ghostworks.tenant_id())', member, tenant_column);
  end loop;
end $$;
comment on function ghostworks.isolate(regclass, name) is
  'Puts a table under tenant isolation: row-level security enabled and forced, and the policy template. Refuses a table'
  ' whose keys do not start with the tenant column. Safe to repeat.';

reset role;
