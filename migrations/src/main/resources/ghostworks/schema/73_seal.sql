-- What seals are verified against. Their keys are rows: `db init` and `db rotate-seal-key` add them.
set local role ghostworks_owner;

-- The keys that seals are made with, as the two pads of HMAC (RFC 2104), so that nothing is computed twice.
create table ghostworks.seal_keys (
  id text not null,
  inner_pad bytea not null,
  outer_pad bytea not null,
  created_at timestamptz not null default now(),
  constraint seal_keys_pkey primary key (id),
  -- `internal` is known to nobody: what the database itself seals contexts with where no parameter holds them.
  constraint seal_keys_id_form check (id ~ '^[0-9a-f]{8}$' or id = 'internal'),
  constraint seal_keys_pad_length check (octet_length(inner_pad) = 64 and octet_length(outer_pad) = 64)
);
comment on table ghostworks.seal_keys is
  'Whoever reads these can be any user in any tenant. ghostworks_seal alone does, and the owner.';

-- A row means: a context that carries no seal is refused. Without it, servers from before the seal still work.
create table ghostworks.seal_requirement (
  since timestamptz not null default now(),
  constraint seal_requirement_pkey primary key (since)
);

alter table ghostworks.seal_keys enable row level security;
alter table ghostworks.seal_requirement enable row level security;
create policy seal_reader on ghostworks.seal_keys for select to ghostworks_seal using (true);
create policy seal_reader on ghostworks.seal_requirement for select to ghostworks_seal using (true);
grant select on ghostworks.seal_keys, ghostworks.seal_requirement to ghostworks_seal;

-- The standing of whoever enters is asked for beneath the policies: there is no context yet.
create policy standing_reader on ghostworks.sessions for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.users for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.tenants for select to ghostworks_seal using (true);
create policy standing_reader on ghostworks.workspace_memberships for select to ghostworks_seal using (true);
grant select (id, user_id, revoked_at) on ghostworks.sessions to ghostworks_seal;
grant select (id, is_active) on ghostworks.users to ghostworks_seal;
grant select (id, is_active) on ghostworks.tenants to ghostworks_seal;
grant select (tenant_id, user_id, role, is_active) on ghostworks.workspace_memberships to ghostworks_seal;

reset role;
