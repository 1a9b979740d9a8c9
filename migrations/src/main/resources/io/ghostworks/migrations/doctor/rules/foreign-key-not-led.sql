-- severity: error
-- title: A foreign key does not carry the tenant
-- why: A row can point to another tenant's row, and whether the reference is refused tells which ids exist there.
-- fix: Makes the key again with the tenant on both sides, and the unique key it needs; rows that refer across tenants have to go first. None for one to the tenants.
select k.name as object, pg_get_constraintdef(k.oid) as detail,
  case when r.tenant_attnum = any (k.confkey) or t.tenant_attnum = any (k.conkey) then ''
  else format(E'-- Fails while rows refer across tenants: select count(*) from %s a join %s b on %s where a.%I <> b.%I\n',
      t.name, r.name, (
        select string_agg(format('a.%I = b.%I', x.attname, y.attname), ' and ' order by o.position)
        from unnest(k.conkey, k.confkey) with ordinality o (referring, referred, position)
        join pg_attribute x on x.attrelid = t.oid and x.attnum = o.referring
        join pg_attribute y on y.attrelid = r.oid and y.attnum = o.referred), t.tenant_column, r.tenant_column)
    || case when exists (
        select from pg_index i
        where i.indrelid = r.oid and i.indisunique and i.indpred is null and i.indnkeyatts = cardinality(k.confkey) + 1
          and (i.indkey::int2[])[0:i.indnkeyatts - 1] @> (k.confkey || r.tenant_attnum)) then ''
      else format('alter table %s add unique (%I, %s);', r.name, r.tenant_column, k.referred) || E'\n' end
    || format('alter table %s drop constraint %I, add constraint %2$I ', t.name, k.conname)
    || regexp_replace(
      replace(pg_get_constraintdef(k.oid),
        format('FOREIGN KEY (%s) REFERENCES %s(%s)', k.columns, r.oid::regclass, k.referred),
        format('FOREIGN KEY (%I, %s) REFERENCES %s(%I, %s)',
          t.tenant_column, k.columns, r.oid::regclass, r.tenant_column, k.referred)),
      -- Else the deletion of the other row would clear the tenant too; before 15 that cannot be said.
      '(ON DELETE SET (NULL|DEFAULT))(?! \()',
      case when input.server_version < 150000 then '\1' else format('\1 (%s)', replace(k.columns, '\', '\\')) end)
  end as fix
from tenant_tables t
join foreign_keys k on k.table_oid = t.oid
join tenant_tables r on r.oid = k.confrelid
cross join input
where not exists (
  select from unnest(k.conkey, k.confkey) o (referring, referred)
  where o.referring = t.tenant_attnum and o.referred = r.tenant_attnum)
