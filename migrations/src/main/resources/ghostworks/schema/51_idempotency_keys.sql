-- Idempotency keys.
set local role ghostworks_owner;

create table ghostworks.idempotency_keys (
  tenant_id uuid not null,
  user_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  artifact_id uuid not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (tenant_id, user_id, key),
  constraint idempotency_keys_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint idempotency_keys_key_length check (char_length(key) between 1 and 255)
);
create index idempotency_keys_created_at_idx on ghostworks.idempotency_keys (tenant_id, created_at);

reset role;
