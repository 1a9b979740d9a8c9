-- severity: error
-- title: A materialized view shows the rows of all tenants
-- why: Row-level security cannot be put on a materialized view.
-- fix: Revokes it; the application's queries of it are refused.
select 'materialized view ' || v.name as object, 'granted to ' || string_agg(distinct g.grantee_name, ', ') as detail,
  string_agg(distinct format('revoke all on %s from %s', v.name, g.grantee_name), E';\n') as fix
from relations v
join grants g on g.oid = v.oid and g.privilege = 'SELECT'
where v.relkind = 'm' and v.oid in (select oid from readers)
group by v.name
