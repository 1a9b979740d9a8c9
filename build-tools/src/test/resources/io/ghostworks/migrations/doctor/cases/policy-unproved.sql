-- harmless
create policy searches on shop.notes for select to shop_other using (exists (select from shop.users));
create function shop.current_tenant() returns uuid language sql stable return ghostworks.tenant_id();
alter policy isolation on shop.replies using (tenant_id = shop.current_tenant() and note_id is not null);
-- planted: condition USING shop.has_role(tenant_id); WITH CHECK shop.has_role(tenant_id)
-- unfixable
create function shop.has_role(tenant uuid) returns boolean language sql stable
  return exists (select from shop.users u where u.name = current_user);
drop policy isolation on shop.notes;
drop policy isolation on shop.replies;
create policy members on shop.notes to shop_app using (shop.has_role(tenant_id)) with check (shop.has_role(tenant_id));
create policy members on shop.replies to shop_app using (shop.has_role(tenant_id)) with check (shop.has_role(tenant_id));
