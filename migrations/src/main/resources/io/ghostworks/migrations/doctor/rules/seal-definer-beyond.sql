-- severity: error
-- title: A definer function answers without asking for the tenant
-- why: Its owner sees the rows of all tenants, and its text does not name the tenant of the transaction.
-- fix: None in SQL alone: compare with the tenant, give it an owner that policies bind, or revoke it from the application.
select f.object, format('as %I it sees all of %s', f.owner, string_agg(t.name, ', ' order by t.name)) as detail, '' as fix
from (
  select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, o.oid as owner_oid,
    o.rolname as owner, o.rolsuper or o.rolbypassrls as unbound, pg_get_functiondef(r.oid) as body
  from routines r
  join pg_roles o on o.oid = r.proowner
  where r.prosecdef and r.prokind in ('f', 'p') and r.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and exists (
      select from aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) x
      where x.grantee in (select oid from grantees) and x.grantee <> r.proowner)) f
cross join input
join tenant_tables t
  on f.body ~ ('\m' || regexp_replace(t.relname, '(\W)', '\\\1', 'g') || '\M')
  and (f.unbound or not t.relrowsecurity or t.relowner = f.owner_oid and not t.relforcerowsecurity or exists (
    select from pg_policy p
    where p.polrelid = t.oid and p.polpermissive and p.polcmd in ('*', 'r') and p.polroles && array[f.owner_oid, 0::oid]
      and position(input.setting in pg_get_expr(p.polqual, p.polrelid)) = 0
      and not exists (
        select from tenant_functions u where position(u.call in pg_get_expr(p.polqual, p.polrelid)) > 0)))
where position(input.setting in f.body) = 0
  and not exists (select from tenant_functions u where position(u.call in f.body) > 0)
group by f.object, f.owner
