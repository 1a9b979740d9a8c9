-- harmless
create policy searches on shop.notes for select to shop_other using (true);
create function shop.search() returns bigint language sql security definer set search_path = ''
  return (select count(*) from shop.notes);
alter function shop.search() owner to shop_other;
-- planted: role shop_other
grant shop_other to shop_owner;
