-- severity: error
-- title: The application can become a role that is not bound
-- why: By SET ROLE or by inheritance it has the powers of an owner, of a superuser, or of the server's files.
-- fix: Revokes the membership.
select format('role %I', app.rolname) as object, format('reaches %I, %s', r.rolname, x.power) as detail,
  format('revoke %I from %I', pg_get_userbyid(g.first), app.rolname) as fix
from reached g
join pg_roles app on app.oid = g.app
join pg_roles r on r.oid = g.role
cross join lateral (values
  ('a superuser', g.can_become and r.rolsuper),
  ('which has BYPASSRLS', g.can_become and r.rolbypassrls),
  ('which has CREATEROLE', g.can_become and r.rolcreaterole),
  ('which has REPLICATION', g.can_become and r.rolreplication),
  ('which owns tenant tables', exists (select from tenant_tables t where t.relowner = g.role)),
  ('which reads and writes beyond grants', r.rolname in (
    'pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
    'pg_execute_server_program'))
) x (power, held)
where x.held
group by app.rolname, r.rolname, x.power, g.first
