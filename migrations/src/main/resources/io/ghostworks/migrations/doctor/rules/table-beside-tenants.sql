-- severity: error
-- title: A table without the tenant column holds what belongs to tenants
-- why: Nothing on its rows says whose they are, and nothing else hides them, so whoever may read it reads those of all tenants.
-- fix: Where it refers to a table that the application may read, a policy shows the rows whose reference it sees. Else none: give it the tenant column, or revoke it.
select 'table ' || r.name as object, string_agg(distinct l.how, '; ') as detail,
  coalesce((
    select format(E'alter table %s enable row level security;\ncreate policy %2$I on %1$s to %3$I using (%4$s) with check (%4$s)',
      r.name, case when exists (select from pg_policy p where p.polrelid = r.oid and p.polname = 'tenant_isolation')
        then 'tenant_isolation_of_' || input.app_role else 'tenant_isolation' end, input.app_role,
      string_agg(format('exists (select from %s parent where %s)', k.confrelid::regclass, columns.equal), ' and '
        order by k.conname))
    from pg_constraint k
    cross join lateral (
      select string_agg(format('parent.%I = %s.%I', b.attname, r.relname_quoted, a.attname), ' and ' order by o.position) as equal,
        bool_and(a.attnotnull) as is_complete
      from unnest(k.conkey, k.confkey) with ordinality o (referring, referred, position)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.referring
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = o.referred) columns
    where k.conrelid = r.oid and k.contype = 'f' and k.conparentid = 0 and k.confrelid <> k.conrelid and columns.is_complete
      and (k.confrelid in (select oid from tenant_tables) or k.confrelid in (select oid from beside))
      and exists (select from grants g where g.oid = k.confrelid and g.privilege = 'SELECT' and g.columns = '')
      and not r.relrowsecurity
    having count(*) > 0
      -- A circle of policies would ask for itself.
      and not exists (
        select from links c
        where c.source = r.oid and c.foreign_key is not null and c.target in (
          select o.confrelid from pg_constraint o where o.conrelid = r.oid and o.contype = 'f'))), '') as fix
from (select x.*, quote_ident(x.relname) as relname_quoted from relations x) r
join beside b on b.oid = r.oid
cross join input
join links l on l.target = r.oid and (l.source in (select oid from tenant_tables) or l.source in (select oid from beside))
where (exists (select from grants g where g.oid = r.oid and g.privilege = 'SELECT') or r.relowner in (select oid from app_roles))
  and (not r.relrowsecurity or exists (
    select from pg_policy p
    where p.polrelid = r.oid and p.polpermissive and p.polcmd in ('*', 'r') and p.polroles && array(select oid from grantees)
      and pg_get_expr(p.polqual, p.polrelid) = 'true'
      and not exists (select from pg_policy n where n.polrelid = r.oid and not n.polpermissive)))
group by r.oid, r.name, r.relname_quoted, r.relrowsecurity, input.app_role
