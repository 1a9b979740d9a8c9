-- What statements may change: kind, number, number of the table, its name, and what is compared.
with place as (
  select c.*, format('%I.%I', n.nspname, c.relname) as name
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
)
select 'table', t.oid::text, t.oid, t.name, t.relfilenode::text
from place t where t.relkind in ('r', 'p', 'm')
union all
select 'index', i.indexrelid::text, i.indrelid, x.name, x.relfilenode::text
from pg_catalog.pg_index i join place x on x.oid = i.indexrelid
union all
select 'column', a.attrelid || '.' || a.attnum, a.attrelid, t.name || '.' || quote_ident(a.attname),
  case when not a.attnotnull then 'null'
    when exists (select from pg_catalog.pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n'
      and k.conkey = array[a.attnum] and not k.convalidated) then 'promised'
    else 'not null' end
  || case when exists (select from pg_catalog.pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c'
    and k.convalidated and pg_catalog.pg_get_constraintdef(k.oid) = format('CHECK ((%I IS NOT NULL))', a.attname))
    then ' proven' else '' end
from pg_catalog.pg_attribute a join place t on t.oid = a.attrelid and t.relkind = 'r'
where a.attnum > 0 and not a.attisdropped
union all
select 'type', a.attrelid || '.' || a.attnum, a.attrelid, t.name || '.' || quote_ident(a.attname),
  format_type(coalesce(nullif(y.typbasetype, 0), y.oid), case when y.typtype = 'd' then y.typtypmod else a.atttypmod end)
from pg_catalog.pg_attribute a join place t on t.oid = a.attrelid and t.relkind in ('r', 'p')
join pg_catalog.pg_type y on y.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
union all
select 'attribute', a.attrelid || '.' || a.attnum, a.attrelid, y.name || '.' || quote_ident(a.attname), ''
from pg_catalog.pg_attribute a join place y on y.oid = a.attrelid and y.relkind = 'c'
where a.attnum > 0 and not a.attisdropped
union all
select 'sequence', s.oid::text, s.oid, s.name, '' from place s where s.relkind = 'S'
union all
select 'constraint', k.oid::text, k.conrelid, quote_ident(k.conname) || ' on ' || t.name,
  case when k.contype not in ('c', 'f') then 'other' when k.convalidated then 'valid' else 'not valid' end
from pg_catalog.pg_constraint k join place t on t.oid = k.conrelid
