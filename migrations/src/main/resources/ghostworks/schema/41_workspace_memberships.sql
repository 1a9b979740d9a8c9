-- Memberships.
set local role ghostworks_owner;

create table ghostworks.workspace_memberships (
  tenant_id uuid not null,
  user_id uuid not null,
  role text not null,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workspace_memberships_pkey primary key (tenant_id, user_id),
  constraint workspace_memberships_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint workspace_memberships_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade,
  constraint workspace_memberships_role_known check (role in ('owner', 'admin', 'member'))
);
create index workspace_memberships_user_id_idx on ghostworks.workspace_memberships (user_id);

reset role;
