-- severity: error
-- title: A definer function whose search_path others can fill
-- why: In a schema where it can create, or in pg_temp (first unless named), the application plants what this calls.
-- fix: Pins the path, pg_temp last.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, path.value as detail,
  format('alter routine %s set search_path = pg_catalog, %I, pg_temp', r.name, r.nspname) as fix
from routines r
cross join lateral (
  select substr(c, 13) as value from unnest(r.proconfig) c where c like 'search\_path=%') path
where r.prosecdef and path.value not in ('', '""') and (
  path.value ~ '\$user'
  or path.value !~ 'pg_temp"?$' and exists (
    select from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
    where d.datname = current_database() and x.privilege_type = 'TEMPORARY' and x.grantee in (select oid from grantees))
  or exists (
    select from regexp_split_to_table(path.value, '\s*,\s*') part
    join pg_namespace n on part in (n.nspname, quote_ident(n.nspname))
    cross join aclexplode(n.nspacl) x
    where x.privilege_type = 'CREATE' and x.grantee <> n.nspowner and x.grantee in (select oid from grantees)))
