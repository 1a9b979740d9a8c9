-- harmless
create policy narrower on shop.notes as restrictive to shop_app using (title is null or id is null);
-- planted: policy isolation on shop.notes, policy isolation on shop.replies
alter policy isolation on shop.notes
  using (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, tenant_id));
alter policy isolation on shop.replies
  using (tenant_id = ghostworks.tenant_id() or current_setting('app.current_tenant_id', true) is null);
