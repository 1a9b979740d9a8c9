create table billing.invoices (
  tenant_id uuid not null default ghostworks.tenant_id() references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  number text not null,
  primary key (tenant_id, id)
);
select ghostworks.isolate('billing.invoices');

create table billing.reminders (
  tenant_id uuid not null references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  text text not null,
  primary key (tenant_id, id)
);
select ghostworks.isolate('billing.reminders');

grant usage on schema billing to authenticated_users;
grant select, insert, update, delete on billing.invoices, billing.reminders to authenticated_users;
