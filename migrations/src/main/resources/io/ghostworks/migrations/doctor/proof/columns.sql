-- The columns of a relation: name, a value of them, and what the role may do with each.
select quote_ident(a.attname), v.value, a.attgenerated = '' as is_given, not a.attnotnull,
  u.usable and has_column_privilege(g.app, a.attrelid, a.attnum, 'SELECT'),
  u.usable and has_column_privilege(g.app, a.attrelid, a.attnum, 'INSERT'),
  u.usable and has_column_privilege(g.app, a.attrelid, a.attnum, 'UPDATE')
from (values (?::name, ?::oid)) g (app, relation)
join pg_class c on c.oid = g.relation
cross join lateral (select has_schema_privilege(g.app, c.relnamespace, 'USAGE') as usable) u
join pg_attribute a on a.attrelid = g.relation and a.attnum > 0 and not a.attisdropped
cross join lateral (select {value} as value from pg_type y
  left join pg_type z on z.oid = y.typbasetype
  join pg_type b on b.oid = coalesce(nullif(z.typbasetype, 0), z.oid, y.oid)
  where y.oid = a.atttypid) v
order by a.attnum
