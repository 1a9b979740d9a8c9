-- severity: error
-- title: A unique key does not contain the tenant
-- why: A value taken by another tenant is refused, which reveals that the other tenant has it.
-- fix: Makes the key again with the tenant first, and ON CONFLICT has to name it; an exclusion constraint is rewritten by hand.
select k.name as object, k.definition as detail,
  coalesce(E'-- Fails while these refer to it; make them again with the tenant first, or drop them: ' || k.dependents || E'\n', '')
  || case k.kind
    when 'u' then format('alter table %s drop constraint %I, add constraint %2$I ', k.table_name, k.conname)
      || k.tenant_first
    when 'i' then format('drop index %s;', k.indexrelid::regclass) || E'\n'
      || regexp_replace(k.definition, '( USING \w+ \()',
        format('\1%s, ', replace(quote_ident(k.tenant_column), '\', '\\')))
    else '' end as fix
from keys k
where k.kind <> 'p' and not k.holds_tenant
