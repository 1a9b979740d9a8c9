-- Letters that wait.
set local role ghostworks_owner;

create table ghostworks.mail_queue (
  id uuid not null default public.uuid_generate_v4(),
  kind text not null,
  email text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  workspace_id uuid,
  invitation_id uuid,
  constraint mail_queue_pkey primary key (id),
  -- Asked for ten times while it waits, it is sent once.
  constraint mail_queue_once unique nulls not distinct (kind, email, workspace_id, invitation_id),
  constraint mail_queue_kind_known check (kind in ('verify_email', 'reset_password', 'password_changed', 'invitation')),
  constraint mail_queue_email_length check (char_length(email) <= 254),
  constraint mail_queue_invitation_fkey foreign key (workspace_id, invitation_id)
    references ghostworks.invitations (tenant_id, id) on delete cascade
);
create index mail_queue_invitation_idx on ghostworks.mail_queue (workspace_id, invitation_id);
create index mail_queue_due_at_idx on ghostworks.mail_queue (due_at);
create index mail_queue_created_at_idx on ghostworks.mail_queue (created_at);
comment on table ghostworks.mail_queue is
  'Letters that wait to be sent: to whom and of what kind. Their tokens are made when they are sent, and are not here.';

reset role;
