-- harmless
create policy searches on shop.notes for select to shop_other using (true);
create policy all_of_it on shop.users using (true);
drop policy isolation on shop.replies;
create policy isolation on shop.replies as restrictive using (tenant_id = ghostworks.tenant_id());
create policy everything on shop.replies using (true);
-- planted: policy isolation on shop.notes
alter policy isolation on shop.notes with check (true);
