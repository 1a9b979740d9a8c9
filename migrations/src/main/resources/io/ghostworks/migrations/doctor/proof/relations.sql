-- What the application may have to do with: its name, kind, whether its rows are somebody's, and whether rows can be put in.
select r.oid, r.name, case r.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end,
  r.oid in (select t.oid from tenant_tables t union select b.oid from beside b) or r.relrowsecurity as is_tied,
  r.relkind in ('r', 'p') and not r.relispartition as is_filled,
  coalesce((select quote_ident(t.tenant_column) from tenant_tables t where t.oid = r.oid limit 1), '') as tenant_column
from relations r
where r.relkind in ('r', 'p', 'v', 'm', 'f')
order by r.name
