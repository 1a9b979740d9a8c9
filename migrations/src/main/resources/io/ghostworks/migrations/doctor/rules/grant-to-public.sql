-- severity: error
-- title: A table is granted to PUBLIC
-- why: Every role of the server has it, also one made tomorrow for something else.
-- fix: Revokes it.
select 'table ' || r.name as object, g.privilege || g.columns as detail,
  format('revoke %s%s on %s from public', lower(g.privilege), g.columns, r.name) as fix
from relations r
join grants g on g.oid = r.oid and g.grantee = 0
where r.relkind in ('r', 'p', 'v', 'm', 'f')
