create table billing.invoices (
  tenant_id uuid not null references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  number text not null,
  total_cents bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
select ghostworks.isolate('billing.invoices');

grant usage on schema billing to authenticated_users;
grant select, insert, update, delete on billing.invoices to authenticated_users;
