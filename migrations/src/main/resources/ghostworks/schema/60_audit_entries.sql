-- Audit.
set local role ghostworks_owner;

create table ghostworks.audit_entries (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamptz not null default now(),
  actor uuid,
  action text not null,
  entity text not null,
  entity_id uuid not null,
  before jsonb,
  after jsonb,
  hash bytea not null,
  constraint audit_entries_pkey primary key (tenant_id, seq),
  constraint audit_entries_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint audit_entries_hash_length check (octet_length(hash) = 32)
);

reset role;
