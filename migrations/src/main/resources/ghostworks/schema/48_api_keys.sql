-- Keys of programs.
set local role ghostworks_owner;

create table ghostworks.api_keys (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  role text not null,
  key_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  constraint api_keys_pkey primary key (tenant_id, id),
  constraint api_keys_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint api_keys_role_known check (role in ('owner', 'admin', 'member')),
  constraint api_keys_hash_length check (octet_length(key_hash) = 32),
  constraint api_keys_name_length check (char_length(name) between 1 and 100),
  constraint api_keys_name_visible check (ghostworks.is_visible(name))
);
-- A key says its id, and not its tenant.
create index api_keys_id_idx on ghostworks.api_keys (id);
comment on table ghostworks.api_keys is 'What programs work in a tenant by: SHA-256 of each key, which itself is nowhere.';
comment on column ghostworks.api_keys.created_by is 'Who made it. A fact about the past and so no foreign key: they may have left since.';

reset role;
