-- severity: error
-- title: No table has the tenant column
-- why: Nothing here is recognised as data of tenants, so the rules about tables found nothing to look at, and nothing is proved.
-- fix: None; name the column with `--tenant-column`, the schema with `--schema`.
select format('column %I', input.tenant_column) as object,
  'schemas: ' || (select string_agg(quote_ident(s.nspname), ', ' order by s.nspname) from schemas s)
    || case when exists (select from schemas s where s.nspname = 'ghostworks')
      then '; `db upgrade` makes the tables of ghostworks' else '' end as detail,
  '' as fix
from input
where not exists (select from tenant_tables)
