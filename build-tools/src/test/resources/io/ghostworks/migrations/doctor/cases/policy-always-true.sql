-- harmless
create policy searches on shop.notes for select to shop_other using (true);
create policy all_of_it on shop.users using (true);
-- planted: policy isolation on shop.notes
alter policy isolation on shop.notes with check (true);
