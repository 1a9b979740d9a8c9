-- harmless
create function shop.tenant() returns uuid language plpgsql stable as $$
begin
  if coalesce(current_setting('app.current_tenant_id', true), '') = '' then raise 'no tenant'; end if;
  return current_setting('app.current_tenant_id')::uuid;
end $$;
alter policy isolation on shop.events using (tenant_id = shop.tenant());
-- planted: policy isolation on shop.notes
alter policy isolation on shop.notes using (tenant_id = current_setting('app.current_tenant_id', true)::uuid);
