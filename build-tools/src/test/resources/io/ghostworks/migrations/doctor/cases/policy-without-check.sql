-- harmless
drop policy isolation on shop.replies;
create policy isolation on shop.replies to shop_app using (tenant_id = ghostworks.tenant_id());
-- planted: policy shared on shop.notes
create policy shared on shop.notes for update to shop_app using (title = 'shared');
