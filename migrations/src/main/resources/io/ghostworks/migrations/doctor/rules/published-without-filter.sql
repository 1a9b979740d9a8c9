-- severity: warning
-- title: Logical replication sends the rows of all tenants
-- why: A subscriber receives every row: policies do not apply to a publication, only its own row filter does.
-- fix: Takes the table, or the schema, out of the publication; for one of all tables there is no such statement.
select 'table ' || t.name as object, format('publication %I', p.pubname) as detail,
  case when b.puballtables then ''
    when exists (
        select from pg_publication_rel r
        where r.prpubid = b.oid and r.prrelid = t.oid)
      then format('alter publication %I drop table %s', p.pubname, t.name)
    else format('alter publication %I drop tables in schema %I', p.pubname, t.nspname) end as fix
from tenant_tables t
join pg_publication_tables p on p.schemaname = t.nspname and p.tablename = t.relname
join pg_publication b on b.pubname = p.pubname
where to_jsonb(p) ->> 'rowfilter' is null
