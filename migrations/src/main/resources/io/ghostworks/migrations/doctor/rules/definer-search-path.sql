-- severity: error
-- title: A definer function without a pinned search_path
-- why: Whoever calls it decides which tables and functions its names mean, and it runs as its owner.
-- fix: Pins the path, pg_temp last.
-- The names in a parsed body (BEGIN ATOMIC, RETURN) were looked up when it was made; those of what it calls may not have been.
select case r.prokind when 'p' then 'procedure ' else 'function ' end || r.name as object,
  case when r.is_parsed then 'calls ' || called.names end as detail,
  format('alter routine %s set search_path = pg_catalog, %I, pg_temp', r.name, r.nspname) as fix
from routines r
cross join lateral (
  select string_agg(p.oid::regprocedure::text, ', ' order by p.oid::regprocedure::text) as names
  from calls c
  join pg_proc p on p.oid = c.called
  join pg_language l on l.oid = p.prolang and l.lanname not in ('c', 'internal')
  where c.routine = r.oid and to_jsonb(p) ->> 'prosqlbody' is null
    and not exists (select from unnest(p.proconfig) s where s like 'search\_path=%')) called
where r.prosecdef and (not r.is_parsed or called.names is not null)
  and not exists (select from unnest(r.proconfig) c where c like 'search\_path=%')
