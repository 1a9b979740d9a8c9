-- Facts of a schema that decide how its data can be kept: kind, table or place, name, what it is. In the order of repairs.
with place as (select n.oid, '"' || replace(n.nspname, '"', '""') || '"' as name from pg_namespace n where n.nspname = ?),
tables as (
  select c.oid, c.relkind, p.name || '."' || replace(c.relname, '"', '""') || '"' as name
  from pg_class c
  join place p on p.oid = c.relnamespace
  where c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'),
columns as (
  select t.oid, t.name as table_name, '"' || replace(a.attname, '"', '""') || '"' as name, a.*
  from tables t
  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0)
select kind, place, name, value
from (
  select 1 as rank, 'table' as kind, t.name as place, '' as name, '' as value from tables t
  union all
  select 2, 'column', c.table_name, c.name, format_type(c.atttypid, c.atttypmod) from columns c
  union all
  select 3, 'collation', p.name, '"' || replace(l.collname, '"', '""') || '"',
    format('(provider = %s, locale = %L, deterministic = false)', case l.collprovider when 'i' then 'icu' else 'libc' end,
      coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', l.collcollate))
  from pg_collation l
  join place p on p.oid = l.collnamespace
  where not l.collisdeterministic
  union all
  select 4, case y.typtype when 'e' then 'enum' when 'd' then 'domain' else 'composite' end, p.name,
    '"' || replace(y.typname, '"', '""') || '"',
    case y.typtype
      when 'e' then (select string_agg(e.enumlabel, chr(1) order by e.enumsortorder) from pg_enum e where e.enumtypid = y.oid)
      when 'd' then format_type(y.typbasetype, y.typtypmod)
      else (
        select string_agg('"' || replace(a.attname, '"', '""') || '"' || chr(2) || format_type(a.atttypid, a.atttypmod),
          chr(1) order by a.attnum)
        from pg_attribute a
        where a.attrelid = y.typrelid and a.attnum > 0 and not a.attisdropped) end
  from pg_type y
  join place p on p.oid = y.typnamespace
  where y.typtype in ('e', 'd') or y.typtype = 'c' and exists (
    select from pg_class c where c.oid = y.typrelid and c.relkind = 'c')
  union all
  select 4, 'collated', c.table_name, c.name,
    format('%s COLLATE %I.%I', format_type(c.atttypid, c.atttypmod), n.nspname, l.collname)
  from columns c
  join pg_collation l on l.oid = c.attcollation
  join pg_namespace n on n.oid = l.collnamespace
  where c.attgenerated = ''
  union all
  select 5, 'function', p.name,
    format('"%s"(%s)', replace(f.proname, '"', '""'), pg_get_function_identity_arguments(f.oid)), pg_get_function_result(f.oid)
  from pg_proc f
  join place p on p.oid = f.pronamespace
  where f.prokind = 'f'
  union all
  select 6, 'generated', c.table_name, c.name, case c.attgenerated when '' then 'plain' else 'generated' end from columns c
  union all
  select 7, 'identity', c.table_name, c.name,
    case when c.attidentity <> '' then 'identity'
      when pg_get_serial_sequence(c.table_name, c.attname) is not null then 'serial' else 'plain' end
  from columns c
  union all
  select 8, 'constraint', t.name, '"' || replace(k.conname, '"', '""') || '"',
    regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')
  from tables t
  join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'f', 'c', 'x') and k.coninhcount = 0 and k.conparentid = 0
  union all
  select 9, 'valid', t.name, '"' || replace(k.conname, '"', '""') || '"', case when k.convalidated then 'valid' else 'not valid' end
  from tables t
  join pg_constraint k on k.conrelid = t.oid and k.contype in ('f', 'c') and k.coninhcount = 0 and k.conparentid = 0
  union all
  select 10, 'sequence', p.name, '"' || replace(c.relname, '"', '""') || '"',
    format('AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s %sCYCLE', format_type(s.seqtypid, null), s.seqincrement,
      s.seqmin, s.seqmax, s.seqstart, s.seqcache, case when s.seqcycle then '' else 'NO ' end)
  from pg_class c
  join place p on p.oid = c.relnamespace
  join pg_sequence s on s.seqrelid = c.oid
  where not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i')
  union all
  select 11, 'owned', c.table_name, c.name, '"' || replace(q.relname, '"', '""') || '"'
  from columns c
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = c.attnum and d.deptype in ('a', 'i')
  join pg_class q on d.classid = 'pg_class'::regclass and q.oid = d.objid and q.relkind = 'S'
  join place p on p.oid = q.relnamespace) facts
order by rank, place, name
