-- What is mailed to users, and proves that they read it.
set local role ghostworks_owner;

create table ghostworks.one_time_tokens (
  token_hash bytea not null,
  user_id uuid,
  purpose text not null,
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz,
  workspace_id uuid,
  invitation_id uuid,
  constraint one_time_tokens_pkey primary key (token_hash),
  constraint one_time_tokens_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade,
  constraint one_time_tokens_hash_length check (octet_length(token_hash) = 32),
  constraint one_time_tokens_purpose_known check (purpose in ('verify_email', 'reset_password', 'invitation')),
  -- Of a user, or of an invitation. Nothing in a tenant reads this table, so it is none of its tables.
  constraint one_time_tokens_subject check (
    (purpose = 'invitation') = (user_id is null)
    and (purpose = 'invitation') = (workspace_id is not null) and (purpose = 'invitation') = (invitation_id is not null)),
  constraint one_time_tokens_invitation_fkey foreign key (workspace_id, invitation_id)
    references ghostworks.invitations (tenant_id, id) on delete cascade
);
create index one_time_tokens_user_id_idx on ghostworks.one_time_tokens (user_id, purpose, created_at);
create index one_time_tokens_invitation_idx on ghostworks.one_time_tokens (workspace_id, invitation_id);
comment on table ghostworks.one_time_tokens is
  'SHA-256 of what was mailed to somebody, and what it proves; the token itself is nowhere but in that message.';

reset role;
