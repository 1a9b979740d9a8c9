-- severity: info
-- title: The application reads it, and no rule here judged it
-- why: It has no tenant column and nothing ties it to tenants: it is for everybody, or it is what the doctor cannot see.
-- fix: None: look at it, and accept it.
-- The tables of extensions too, such as those of a queue.
select case c.relkind when 'v' then 'view ' when 'm' then 'materialized view ' when 'f' then 'foreign table ' else 'table ' end
    || format('%I.%I', s.nspname, c.relname) as object,
  case when not c.relrowsecurity then 'for everybody who may read it'
    else coalesce('by ' || (
      select string_agg(format('%I: %s', p.polname, regexp_replace(concat_ws('; ', 'USING ' || pg_get_expr(p.polqual, p.polrelid),
        'WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid)), '\s+', ' ', 'g')), ', ' order by p.polname)
      from pg_policy p
      where p.polrelid = c.oid and p.polroles && array(select oid from grantees)), 'by no policy') end as detail,
  '' as fix
from pg_class c
join schemas s on s.oid = c.relnamespace
cross join input
where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
  and (c.relowner in (select oid from app_roles)
    or exists (select from aclexplode(c.relacl) x where x.privilege_type = 'SELECT' and x.grantee in (select oid from grantees))
    or exists (
      select from pg_attribute a, aclexplode(a.attacl) x
      where a.attrelid = c.oid and not a.attisdropped and x.privilege_type = 'SELECT'
        and x.grantee in (select oid from grantees)))
  and c.oid not in (select oid from tenant_tables)
  and c.oid not in (select oid from readers)
  and not (c.relkind = 'f' and exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = input.tenant_column and not a.attisdropped))
  -- `db upgrade` shows it, for whoever asks which version this is.
  and c.relname <> 'flyway_schema_history'
  -- Those have a rule of their own.
  and not (c.oid in (select oid from beside) and (not c.relrowsecurity or exists (
    select from pg_policy p
    where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r') and p.polroles && array(select oid from grantees)
      and pg_get_expr(p.polqual, p.polrelid) = 'true'
      and not exists (select from pg_policy n where n.polrelid = c.oid and not n.polpermissive))))
