-- Invitations.
set local role ghostworks_owner;

create table ghostworks.invitations (
  tenant_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint invitations_pkey primary key (tenant_id, id),
  constraint invitations_email_key unique (tenant_id, email),
  constraint invitations_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint invitations_role_known check (role in ('owner', 'admin', 'member')),
  constraint invitations_email_length check (email = lower(email) and char_length(email) <= 254)
);
comment on column ghostworks.invitations.invited_by is
  'Who asked. A fact about the past and so no foreign key: they may have left since, or be unknown where the tenant was brought to.';
comment on table ghostworks.invitations is 'Who was asked to become a member, by email and not by account: whether there is one, a tenant never learns.';

reset role;
