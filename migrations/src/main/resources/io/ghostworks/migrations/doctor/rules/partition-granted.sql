-- severity: warning
-- title: A partition is granted directly
-- why: A partition has policies of its own, or none; reached through its parent it needs no grant.
-- fix: Revokes the grant.
select 'table ' || t.name as object, format('%s%s to %s', g.privilege, g.columns, g.grantee_name) as detail,
  format('revoke %s%s on %s from %s', lower(g.privilege), g.columns, t.name, g.grantee_name) as fix
from tenant_tables t
join grants g on g.oid = t.oid
where t.relispartition
