-- severity: error
-- title: Row-level security does not bind the owner
-- why: Without FORCE the owner, its definer functions and its views step over every policy.
-- fix: Forces it; the owner's jobs and functions see what a policy for them shows, and else nothing.
select 'table ' || t.name as object, (
    select format('then policies bind %I in these too: %s', pg_get_userbyid(t.relowner), string_agg(b.name, ', ' order by b.name))
    from bodies b
    join routines f on f.oid = b.oid and f.prosecdef and f.proowner = t.relowner
    join written_names n on n.oid = t.oid and b.body ~* ('\m' || n.pattern || '(?![\w."])')
    having count(*) > 0) as detail,
  format('alter table %s force row level security', t.name) as fix
from tenant_tables t
where not t.relforcerowsecurity
