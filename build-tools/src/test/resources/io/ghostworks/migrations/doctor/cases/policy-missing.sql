-- harmless
alter table shop.users enable row level security;
-- planted: table shop.notes
drop policy isolation on shop.notes;
create policy isolation on shop.notes to shop_other using (tenant_id = ghostworks.tenant_id());
