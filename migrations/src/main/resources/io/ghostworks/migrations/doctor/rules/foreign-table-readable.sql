-- severity: warning
-- title: A foreign table shows what the other server lets it
-- why: Row-level security cannot be put on a foreign table, and the other server sees one user for all tenants.
-- fix: Revokes it.
select 'foreign table ' || v.name as object, 'granted to ' || string_agg(distinct g.grantee_name, ', ') as detail,
  string_agg(distinct format('revoke all on %s from %s', v.name, g.grantee_name), E';\n') as fix
from relations v
join grants g on g.oid = v.oid
cross join input
join pg_attribute a on a.attrelid = v.oid and a.attname = input.tenant_column and not a.attisdropped
where v.relkind = 'f'
group by v.name
