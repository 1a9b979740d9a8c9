-- Texts and numbers that stand in the policies of a table, or in the functions that these call: a row that has one of them may
-- be let through.
select distinct l.literal[1], l.literal[2]
from relations r
join pg_policy p on p.polrelid = r.oid
cross join lateral (
  select concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), (
    select string_agg(pg_get_functiondef(f.oid), ' ')
    from pg_depend d
    join pg_proc f on f.oid = d.refobjid and f.oid >= 16384 and f.prokind = 'f'
    where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass)) as text) c
cross join lateral regexp_matches(c.text, '''((?:[^'']|'''')*)''|\m(\d{1,9})\M', 'g') l (literal)
where r.name = ? and coalesce(l.literal[1], l.literal[2]) <> ''
order by 1, 2
