-- harmless
create policy reads on shop.replies for select to shop_app using (tenant_id = ghostworks.tenant_id());
create function shop.tenant() returns uuid language sql stable return current_setting('app.current_tenant_id')::uuid;
alter policy isolation on shop.events using (tenant_id = shop.tenant());
-- planted: policy isolation on shop.notes
alter policy isolation on shop.notes using (id = current_setting('app.current_tenant_id')::uuid);
