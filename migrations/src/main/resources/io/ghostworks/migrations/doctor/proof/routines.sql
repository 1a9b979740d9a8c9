-- What the application may call, with values for a row.
select r.name, r.prokind = 'p',
  format('%s(%s)', p.oid::regproc, (
    select string_agg(v.value, ', ' order by o.position)
    from unnest(p.proargtypes) with ordinality o (type, position)
    cross join lateral (select {value} as value from pg_type y
      left join pg_type z on z.oid = y.typbasetype
      join pg_type b on b.oid = coalesce(nullif(z.typbasetype, 0), z.oid, y.oid)
      where y.oid = o.type) v))
from routines r
join pg_proc p on p.oid = r.oid
cross join input
where p.prokind in ('f', 'p') and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype) and p.provariadic = 0
  and not exists (select from unnest(p.proargtypes) o (type) join pg_type y on y.oid = o.type where y.typtype = 'p')
  and has_function_privilege(input.app_role, p.oid, 'EXECUTE') and has_schema_privilege(input.app_role, p.pronamespace, 'USAGE')
order by r.name
