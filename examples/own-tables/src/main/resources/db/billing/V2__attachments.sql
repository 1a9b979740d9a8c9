-- Which artifact is attached to which invoice, both of the same tenant: the keys say so.
create table billing.attachments (
  tenant_id uuid not null references ghostworks.tenants (id) on delete cascade,
  invoice_id uuid not null,
  artifact_id uuid not null,
  primary key (tenant_id, invoice_id, artifact_id),
  foreign key (tenant_id, invoice_id) references billing.invoices (tenant_id, id) on delete cascade,
  foreign key (tenant_id, artifact_id) references ghostworks.artifacts (tenant_id, id) on delete cascade
);
create index attachments_artifact_idx on billing.attachments (tenant_id, artifact_id);
select ghostworks.isolate('billing.attachments');

grant select, insert, delete on billing.attachments to authenticated_users;
