-- harmless
revoke delete on shop.replies from shop_app;
drop policy isolation on shop.replies;
create policy reads on shop.replies for select to shop_app using (tenant_id = ghostworks.tenant_id());
create policy makes on shop.replies for insert to shop_app with check (tenant_id = ghostworks.tenant_id());
create policy alters on shop.replies for update to shop_app using (tenant_id = ghostworks.tenant_id());
-- planted: table shop.notes, table shop.notes
drop policy isolation on shop.notes;
create policy reads on shop.notes for select to shop_app using (tenant_id = ghostworks.tenant_id());
create policy takes on shop.notes for delete to shop_app using (tenant_id = ghostworks.tenant_id());
