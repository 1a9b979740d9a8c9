-- harmless
alter table shop.users enable row level security;
revoke all on shop.replies from shop_app;
alter policy isolation on shop.replies to shop_other;
-- planted: table shop.notes
drop policy isolation on shop.notes;
create policy tenant_isolation on shop.notes to shop_other using (tenant_id = ghostworks.tenant_id());
