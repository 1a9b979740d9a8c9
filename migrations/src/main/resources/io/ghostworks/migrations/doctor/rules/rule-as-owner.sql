-- severity: error
-- title: A rule acts with its owner's rights
-- why: What a rule does is allowed and bound by the policies of the relation's owner, also where a view has security_invoker.
-- fix: Drops the rule; what is written to the relation is written to the relation itself then, or refused. A trigger acts as the caller.
select format('rule %I on %s', w.rulename, v.name) as object,
  format('as %I on %s', pg_get_userbyid(v.relowner), string_agg(distinct t.name, ', ')) as detail,
  format('drop rule %I on %s', w.rulename, v.name) as fix
from relations v
join pg_roles o on o.oid = v.relowner
join pg_rewrite w on w.ev_class = v.oid and w.ev_type <> '1'
join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
  and d.refobjid <> v.oid
join relations t on t.oid = d.refobjid and (t.oid in (select oid from tenant_tables) or t.oid in (select oid from beside))
where exists (
    select from grants g
    where g.oid = v.oid
      and g.privilege = case w.ev_type when '2' then 'UPDATE' when '3' then 'INSERT' when '4' then 'DELETE' end)
  and (o.rolsuper or o.rolbypassrls or not t.relrowsecurity or t.relowner = v.relowner and not t.relforcerowsecurity)
group by w.oid, w.rulename, v.name, v.relowner
