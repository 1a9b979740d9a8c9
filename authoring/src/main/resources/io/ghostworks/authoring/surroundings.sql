-- What belongs to a schema and is not in it: kind, name, what it is, and the statement that takes it away.
with given as (select ?::text[] as roles, ?::text as schema),
ours as (select r.* from pg_roles r, given where r.rolname = any (given.roles) and not r.rolsuper),
memberships as (
  select m.roleid, m.member
  from pg_auth_members m
  -- Before 16 every one gives something; since then, an administrator's may give nothing but the right to give.
  where coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, false)),
near as (
  select oid, rolname from ours
  union
  select r.oid, r.rolname from ours join memberships m on m.roleid = ours.oid join pg_roles r on r.oid = m.member and not r.rolsuper)
select 'role' as kind, quote_ident(r.rolname) as name, x.held as value, format('alter role %I no%s', r.rolname, lower(x.held)) as fix
from pg_roles r
cross join given
cross join lateral (values
  ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEROLE', r.rolcreaterole), ('CREATEDB', r.rolcreatedb),
  ('REPLICATION', r.rolreplication)) x (held, is_held)
where r.rolname = any (given.roles) and x.is_held
union all
select 'setting', format('%s of role %I', split_part(c.value, '=', 1), r.rolname), c.value,
  format('alter role %I%s reset %s', r.rolname, case when s.setdatabase = 0 then '' else format(' in database %I', current_database()) end,
    split_part(c.value, '=', 1))
from pg_db_role_setting s
join near r on r.oid = s.setrole
cross join unnest(s.setconfig) c (value)
where s.setdatabase = 0 or s.setdatabase = (select oid from pg_database where datname = current_database())
union all
select 'setting', format('%s of the database', split_part(c.value, '=', 1)), c.value,
  format('alter database %I reset %s', current_database(), split_part(c.value, '=', 1))
from pg_db_role_setting s
cross join unnest(s.setconfig) c (value)
where s.setrole = 0 and s.setdatabase = (select oid from pg_database where datname = current_database())
union all
select 'membership', format('%I in %I', m.rolname, r.rolname), 'member', format('revoke %I from %I', r.rolname, m.rolname)
from memberships a
join near m on m.oid = a.member
join pg_roles r on r.oid = a.roleid
where m.oid in (select oid from ours)
  or r.oid in (select oid from ours) and exists (
    select from memberships o where o.member = a.member and o.roleid <> a.roleid and o.roleid in (select oid from ours))
union all
select 'publication', quote_ident(p.pubname), string_agg(quote_ident(t.tablename), ', ' order by t.tablename),
  format('drop publication %I', p.pubname)
from pg_publication p
join pg_publication_tables t on t.pubname = p.pubname
join given on given.schema = t.schemaname
group by p.pubname
order by 1, 2, 3
