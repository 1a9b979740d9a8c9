-- harmless
create function shop.closed() returns bigint language sql security definer
  set app.current_tenant_id = '10000000-0000-0000-0000-000000000001' set search_path = '' as 'select count(*) from shop.notes';
revoke execute on function shop.closed() from public;
create function shop.named() returns bigint language sql set app.current_tenant_name = 'x' return 1;
-- planted: function shop.counted(), procedure shop."Do it"()
create function shop.counted() returns bigint language sql security definer
  set app.current_tenant_id = '10000000-0000-0000-0000-000000000001' set search_path = '' as 'select count(*) from shop.notes';
create procedure shop."Do it"() language sql
  set app.current_tenant_id = '10000000-0000-0000-0000-000000000001' as 'select 1';
