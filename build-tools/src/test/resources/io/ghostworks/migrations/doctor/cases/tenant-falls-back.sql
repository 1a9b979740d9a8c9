-- harmless
create function shop.tenant() returns uuid language sql stable return coalesce(
  nullif(current_setting('app.current_tenant_id', true), ''), ghostworks.context_by_setting('tenant'))::uuid;
create function shop.nobody() returns uuid language plpgsql stable as $$
declare
  name text := 'app.current_tenant_id';
begin
  -- return '10000000-0000-0000-0000-000000000001' would be wrong
  if coalesce(current_setting('app.current_tenant_id', true), '') = '' then
    return '00000000-0000-0000-0000-000000000000';
  end if;
  return current_setting(name)::uuid;
end $$;
-- planted: function shop.tenant_or_first(), function shop.tenant_or_ours(), function shop.tenant_or_any()
-- unfixable
create function shop.tenant_or_first() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, '10000000-0000-0000-0000-000000000001'::uuid)
$$;
create function shop.tenant_or_ours() returns uuid language plpgsql stable as $$
begin
  return current_setting('app.current_tenant_id')::uuid;
exception when others then
  return '10000000-0000-0000-0000-000000000001';
end $$;
create function shop.tenant_or_any() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, (select id from shop.tenants limit 1))
$$;
