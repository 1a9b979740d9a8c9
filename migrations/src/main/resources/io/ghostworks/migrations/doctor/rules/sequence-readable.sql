-- severity: warning
-- title: The state of a shared sequence is readable
-- why: last_value tells how much all tenants together have written.
-- fix: Revokes SELECT; USAGE is enough for nextval.
select 'sequence ' || s.name as object, 'granted to ' || g.grantee_name as detail,
  format('revoke select on sequence %s from %s', s.name, g.grantee_name) as fix
from relations s
join grants g on g.oid = s.oid and g.privilege = 'SELECT'
where s.relkind = 'S'
