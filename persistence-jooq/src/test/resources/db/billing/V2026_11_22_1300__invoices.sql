-- What an embedding service writes: its own tables, every key led by the tenant, and isolate().
create table billing.invoices (
  tenant_id uuid not null references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  number text not null,
  total_cents bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create table billing.invoice_lines (
  tenant_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  text text not null,
  primary key (tenant_id, invoice_id, position),
  foreign key (tenant_id, invoice_id) references billing.invoices (tenant_id, id) on delete cascade
);

select ghostworks.isolate('billing.invoices');
select ghostworks.isolate('billing.invoice_lines');

grant usage on schema billing to authenticated_users;
grant select, insert, update, delete on billing.invoices, billing.invoice_lines to authenticated_users;
