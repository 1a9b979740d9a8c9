-- severity: warning
-- title: A foreign key without an index
-- why: Deleting the row that it refers to reads the whole table and holds its locks meanwhile.
-- fix: Creates the index.
select k.name as object, k.columns as detail,
  format('create index %son %s (%s)', case t.relkind when 'r' then 'concurrently ' else '' end,
    t.name, k.columns) as fix
from tenant_tables t
join foreign_keys k on k.table_oid = t.oid
where not exists (
  select from pg_index i
  where i.indrelid = t.oid and i.indisvalid and i.indpred is null
    and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
