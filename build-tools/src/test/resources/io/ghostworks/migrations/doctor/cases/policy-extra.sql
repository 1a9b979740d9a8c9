-- harmless
create policy searches on shop.notes for select to shop_other using (true);
create policy narrower on shop.notes as restrictive to shop_app using (title is not null);
-- planted: policy "Who's ""there""" on shop.notes
create policy "Who's ""there""" on shop.notes for select to public using (title = 'public');
