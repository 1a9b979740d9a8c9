-- What stands in the way of a row that is made up, in a copy that is thrown away. Keys and policies stay.
do $$
declare
  statement text;
begin
  for statement in
    with own as (
      select n.oid from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname)
    from pg_constraint k
    where k.contype = 'c' and k.conrelid <> 0 and k.coninhcount = 0 and k.connamespace in (select oid from own)
    union all
    select format('alter domain %s drop constraint %I', k.contypid::regtype, k.conname)
    from pg_constraint k
    where k.contype = 'c' and k.contypid <> 0 and k.connamespace in (select oid from own)
    union all
    select format('alter domain %s drop not null', y.oid::regtype)
    from pg_type y
    where y.typtype = 'd' and y.typnotnull and y.typnamespace in (select oid from own)
    union all
    select format('create table %I.%I partition of %s default', n.nspname, left(c.relname, 40) || '_of_the_proof', c.oid::regclass)
    from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_namespace n on n.oid = c.relnamespace
    where p.partstrat <> 'h' and p.partdefid = 0 and n.oid in (select oid from own)
  loop
    begin
      execute statement;
    exception when others then
      -- Then rows of that table may not be made, and the report says so.
      null;
    end;
  end loop;
end $$
