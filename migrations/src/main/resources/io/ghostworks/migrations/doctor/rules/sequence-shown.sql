-- severity: warning
-- title: A number counted across tenants is shown
-- why: Ids from one sequence are guessable, and their gaps tell a tenant how much the others write.
-- fix: None in SQL alone: use UUIDs, or count per tenant.
select format('column %s.%I', t.name, a.attname) as object,
  case when a.attidentity <> '' then 'an identity column' else 'its default is a sequence' end as detail, '' as fix
from tenant_tables t
join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
where not t.relispartition
  and exists (
    select from grants g
    where g.oid = t.oid and g.privilege = 'SELECT' and coalesce(g.attname, a.attname) = a.attname)
  and (a.attidentity <> '' or exists (
    select from pg_attrdef d
    join pg_depend n on n.classid = 'pg_attrdef'::regclass and n.objid = d.oid and n.refclassid = 'pg_class'::regclass
    join pg_class s on s.oid = n.refobjid and s.relkind = 'S'
    where d.adrelid = t.oid and d.adnum = a.attnum))
