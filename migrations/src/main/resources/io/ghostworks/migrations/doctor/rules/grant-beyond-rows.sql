-- severity: error
-- title: A privilege that policies do not govern
-- why: TRUNCATE empties the table for all tenants, REFERENCES reveals keys, TRIGGER runs code on the rows of others.
-- fix: Revokes it.
select 'table ' || t.name as object, format('%s%s to %s', g.privilege, g.columns, g.grantee_name) as detail,
  format('revoke %s%s on %s from %s', lower(g.privilege), g.columns, t.name, g.grantee_name) as fix
from tenant_tables t
join grants g on g.oid = t.oid and g.privilege in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
