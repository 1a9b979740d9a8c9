-- severity: error
-- title: The application can read secrets
-- why: One injected query would list every hash, token or card; a function that takes one exact value and answers little is enough.
-- fix: Revokes the column; where the whole table is granted, grants its other columns instead. `select *` is refused then.
select format('column %s.%I', r.name, s.attname) as object,
  'granted to ' || string_agg(distinct g.grantee_name, ', ') as detail,
  string_agg(distinct format('revoke select%s on %s from %s', g.columns, r.name, g.grantee_name)
    || case when g.attname is null then coalesce((
      select E';\ngrant select (' || string_agg(quote_ident(o.attname), ', ' order by o.attnum)
        || format(') on %s to %s', r.name, g.grantee_name)
      from pg_attribute o
      -- Without the other secrets, or one fix would undo the other.
      where o.attrelid = r.oid and o.attnum > 0 and not o.attisdropped
        and (o.attrelid, o.attnum) not in (select oid, attnum from secrets)), '') else '' end,
    E';\n') as fix
from secrets s
join relations r on r.oid = s.oid
join grants g on g.oid = r.oid and g.privilege = 'SELECT' and coalesce(g.attname, s.attname) = s.attname
group by r.name, s.attname
