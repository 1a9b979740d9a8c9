-- severity: error
-- title: Somebody else reaches the keys of the seal
-- why: Whoever reads a key can be any user in any tenant; whoever adds one, too.
-- fix: Revokes it.
select case c.relkind when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end || c.oid::regclass as object,
  format('%s%s to %s', x.privilege_type, x.columns, coalesce(quote_ident(r.rolname), 'public')) as detail,
  format('revoke %s%s on %s from %s', lower(x.privilege_type), x.columns, c.oid::regclass,
    coalesce(quote_ident(r.rolname), 'public')) as fix
from seal_secrets s
join pg_class c on c.oid = s.oid
cross join lateral (
  select a.privilege_type, a.grantee, '' as columns from aclexplode(c.relacl) a
  union all
  select a.privilege_type, a.grantee, format(' (%I)', t.attname)
  from pg_attribute t, aclexplode(t.attacl) a
  where t.attrelid = c.oid and not t.attisdropped) x
left join pg_roles r on r.oid = x.grantee
where x.grantee <> c.relowner and x.grantee not in (select oid from seal_roles) and not coalesce(r.rolsuper, false)
