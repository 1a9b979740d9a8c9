-- severity: error
-- title: A view reads with its owner's eyes
-- why: Without security_invoker the policies are those of the view's owner, not of the application that asks.
-- fix: Sets security_invoker, after which callers need SELECT on what it reads; before PostgreSQL 15, which does not have it, revokes the view.
select 'view ' || v.name as object,
  'reads ' || (
    select string_agg(distinct t.name, ', ')
    from readers d
    join relations t on t.oid = d.reads
    where d.oid = v.oid) as detail,
  case when input.server_version >= 150000 then coalesce((
      select format(E'-- Who asks the view needs SELECT on what it reads, and does not have it: %s\n',
        string_agg(distinct t.name, ', '))
      from readers d
      join relations t on t.oid = d.reads
      where d.oid = v.oid and not exists (select from grants g where g.oid = t.oid and g.privilege = 'SELECT')), '')
    || format('alter view %s set (security_invoker = true)', v.name)
    else (
      select string_agg(distinct format('revoke all on %s from %s', v.name, g.grantee_name), E';\n')
      from grants g
      where g.oid = v.oid) end as fix
from relations v
cross join input
where v.relkind = 'v' and v.oid in (select oid from readers) and exists (select from grants g where g.oid = v.oid)
  and not exists (
    select from pg_options_to_table(v.reloptions) o
    where o.option_name = 'security_invoker' and o.option_value in ('true', 'on', 'yes', '1'))
