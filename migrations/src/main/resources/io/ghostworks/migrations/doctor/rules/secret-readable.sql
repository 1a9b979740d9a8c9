-- severity: error
-- title: The application can read password hashes
-- why: One injected query would list every user's hash; a function that takes one exact email is enough to log in.
-- fix: Revokes the column; where the whole table is granted, grants its other columns instead.
select format('column %s.%I', r.name, a.attname) as object,
  'granted to ' || string_agg(distinct g.grantee_name, ', ') as detail,
  string_agg(distinct format('revoke select%s on %s from %s', g.columns, r.name, g.grantee_name)
    || case when g.attname is null then coalesce((
      select E';\n' || format('grant select (%s) on %s to %s',
        string_agg(quote_ident(o.attname), ', ' order by o.attnum), r.name, g.grantee_name)
      from pg_attribute o
      where o.attrelid = r.oid and o.attnum > 0 and not o.attisdropped and o.attnum <> a.attnum), '') else '' end,
    E';\n') as fix
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join grants g on g.oid = r.oid and g.privilege = 'SELECT' and coalesce(g.attname, a.attname) = a.attname
where r.relkind in ('r', 'p', 'v', 'm', 'f') and (
  a.attname ~* '(passw|passphrase|secret|private_?key|(token|api_?key|code)_?hash)'
  -- A hash among other things may be of anything; beside a log-in name it is a password's.
  or a.attname ~* 'hash' and exists (
    select from pg_attribute o
    where o.attrelid = r.oid and o.attname ~* '(e_?mail|log_?in|user_?name)' and not o.attisdropped))
group by r.name, a.attname
