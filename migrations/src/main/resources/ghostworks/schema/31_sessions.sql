-- Sessions and their refresh tokens.
set local role ghostworks_owner;

create table ghostworks.sessions (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_at timestamptz not null default now(),
  user_agent text,
  constraint sessions_pkey primary key (id),
  constraint sessions_user_id_fkey foreign key (user_id) references ghostworks.users (id) on delete cascade,
  constraint sessions_user_agent_length check (char_length(user_agent) between 1 and 255)
);
create index sessions_user_id_idx on ghostworks.sessions (user_id);
comment on table ghostworks.sessions is 'One log-in: the family of the refresh tokens that descend from it.';
comment on column ghostworks.sessions.last_used_at is 'When it was opened, or its refresh token last spent.';

create table ghostworks.refresh_tokens (
  token_hash bytea not null,
  session_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz,
  constraint refresh_tokens_pkey primary key (token_hash),
  constraint refresh_tokens_session_id_fkey foreign key (session_id) references ghostworks.sessions (id) on delete cascade,
  constraint refresh_tokens_hash_length check (octet_length(token_hash) = 32)
);
create index refresh_tokens_session_id_idx on ghostworks.refresh_tokens (session_id);
comment on table ghostworks.refresh_tokens is 'SHA-256 of each refresh token; the token itself is nowhere.';

reset role;
