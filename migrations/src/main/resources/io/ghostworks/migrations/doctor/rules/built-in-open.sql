-- severity: warning
-- title: The application can call what PostgreSQL should keep from it
-- why: It runs text as SQL, writes what no policy governs, or reaches other sessions. PUBLIC has these by default.
-- fix: Revokes it, as a superuser; an administrator of a managed service accepts it.
select f.kind as object, string_agg(f.name || ' to ' || f.grantee_name, ', ' order by f.name) as detail,
  string_agg(f.fix, '; ' order by f.name) as fix
from (
  select case
      when p.proname ~ '^(lo_.*|loread|lowrite)$' then 'functions of large objects'
      when p.proname ~ '^(query|cursor|table|schema|database)_to_xml' or p.proname = 'ts_stat'
        or p.proname = 'ts_rewrite' and p.provolatile = 'v' then 'functions that run text as SQL'
      when p.proname ~ '^pg_(cancel|terminate)_backend$' then 'functions that stop sessions'
      when p.proname ~ '^pg_stat_get(_backend)?_activity$' then 'functions that show the statements of sessions'
      when p.proname ~ '^pg_(try_)?advisory_(xact_)?lock' then 'functions that take advisory locks'
      when p.proname ~ '^(pg_read_(binary_)?file|pg_ls_.*|pg_stat_file|pg_file_.*|pg_hba_file_rules|pg_show_all_file_settings)$'
        then 'functions that read or write files of the server'
      when p.proname = 'pg_logical_emit_message' then 'functions that write into the log of changes' end as kind,
    p.oid::regprocedure::text as name, g.name as grantee_name,
    format('revoke execute on function %s from %s', p.oid::regprocedure, g.name) as fix
  from pg_proc p
  cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
  join grantees g on g.oid = x.grantee and (g.oid = 0 or g.oid in (select oid from app_roles))
  where p.pronamespace = 'pg_catalog'::regnamespace
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  union all
  -- Extensions have such functions too, for everybody.
  select case when e.extname = 'dblink' then 'functions that open connections of their own'
      when e.extname in ('adminpack', 'file_fdw', 'pageinspect') then 'functions that read or write files of the server'
      when p.proname ~ '^(crosstab.*|connectby|xpath_table|xslt_process)$' then 'functions that run text as SQL' end,
    p.oid::regprocedure::text, g.name, format('revoke execute on function %s from %s', p.oid::regprocedure, g.name)
  from pg_extension e
  join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e'
    and d.classid = 'pg_proc'::regclass
  join pg_proc p on p.oid = d.objid
  cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
  join grantees g on g.oid = x.grantee and (g.oid = 0 or g.oid in (select oid from app_roles))
  union all
  select 'blocks of code (DO)', format('language %I', l.lanname), g.name,
    format('revoke usage on language %I from %s', l.lanname, g.name)
  from pg_language l
  cross join aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) x
  join grantees g on g.oid = x.grantee and (g.oid = 0 or g.oid in (select oid from app_roles))
  where l.lanpltrusted and l.lanname not in ('sql', 'internal', 'c')) f
where f.kind is not null
group by f.kind
