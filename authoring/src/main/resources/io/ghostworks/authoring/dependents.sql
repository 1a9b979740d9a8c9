-- What stands in the way when a type is made anew and holds no data: the statements that drop it, and then the columns.
with kind as (
  select y.oid, '' as suffix from pg_type y where y.oid = ?::regtype
  union all
  select y.typarray, '[]' from pg_type y where y.oid = ?::regtype),
columns as (
  select a.attrelid, a.attnum, a.attname, a.atthasdef, format('%I.%I', n.nspname, c.relname) as table_name, kind.suffix
  from kind
  join pg_attribute a on a.atttypid = kind.oid and not a.attisdropped and a.attinhcount = 0
  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
  join pg_namespace n on n.oid = c.relnamespace),
dependents as (
  select d.classid, d.objid
  from columns c
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = c.attrelid and d.refobjsubid = c.attnum
  union
  select d.classid, d.objid from kind join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid = kind.oid)
select kind, first, second, suffix
from (
  select rank, 'drop' as kind, statement as first, '' as second, '' as suffix
  from (
  select 1 as rank, format('DROP %s IF EXISTS %I.%I CASCADE', case c.relkind when 'm' then 'MATERIALIZED VIEW' else 'VIEW' end,
    n.nspname, c.relname) as statement
  from dependents d
  join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  join pg_class c on c.oid = w.ev_class and c.relkind in ('v', 'm')
  join pg_namespace n on n.oid = c.relnamespace
  union
  select 2, format('DROP ROUTINE IF EXISTS %s CASCADE', f.oid::regprocedure)
  from dependents d
  join pg_proc f on d.classid = 'pg_proc'::regclass and f.oid = d.objid
  union
  select 3, format('DROP POLICY IF EXISTS %I ON %s', p.polname, p.polrelid::regclass)
  from dependents d
  join pg_policy p on d.classid = 'pg_policy'::regclass and p.oid = d.objid
  union
  select 4, format('DROP TRIGGER IF EXISTS %I ON %s', t.tgname, t.tgrelid::regclass)
  from dependents d
  join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid and not t.tgisinternal
  union
  select 5, format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', k.conrelid::regclass, k.conname)
  from dependents d
  join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid and k.contype in ('c', 'f') and k.conrelid <> 0
  union
  select 6, format('DROP INDEX IF EXISTS %s', i.indexrelid::regclass)
  from dependents d
  join pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid and (i.indexprs is not null or i.indpred is not null)
  union
  select 7, format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', c.table_name, c.attname)
  from columns c
  where c.atthasdef) drops
  union all
  select 8, 'column', table_name, quote_ident(attname), suffix from columns) steps
order by rank, first, second
