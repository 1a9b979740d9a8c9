-- Users.
set local role ghostworks_owner;

create table ghostworks.users (
  id uuid not null default public.uuid_generate_v4(),
  email text not null,
  first_name text,
  last_name text,
  password_hash text not null,
  is_verified boolean not null default false,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_key unique (email),
  constraint users_id_not_nil check (id <> '00000000-0000-0000-0000-000000000000'),
  -- As the domain has it: WHATWG HTML, "valid email address", in lower case.
  constraint users_email_form check (
    email ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}'
      '@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$'
      and char_length(email) <= 254),
  constraint users_first_name_length check (char_length(first_name) <= 255),
  constraint users_first_name_visible check (first_name = '' or ghostworks.is_visible(first_name)),
  constraint users_last_name_length check (char_length(last_name) <= 255),
  constraint users_last_name_visible check (last_name = '' or ghostworks.is_visible(last_name))
);

reset role;
