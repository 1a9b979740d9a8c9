-- severity: error
-- title: A definer function without a pinned search_path
-- why: Whoever calls it decides which tables and functions its names mean, and it runs as its owner.
-- fix: Pins the path, pg_temp last.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object, null as detail,
  format('alter routine %s set search_path = pg_catalog, %I, pg_temp', r.name, r.nspname) as fix
from routines r
where r.prosecdef and not exists (select from unnest(r.proconfig) c where c like 'search\_path=%')
