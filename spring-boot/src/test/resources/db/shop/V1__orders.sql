create table shop.orders (
  tenant_id uuid not null default ghostworks.tenant_id() references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  primary key (tenant_id, id)
);
select ghostworks.isolate('shop.orders');
