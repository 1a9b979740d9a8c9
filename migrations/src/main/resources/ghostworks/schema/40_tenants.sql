-- Tenants.
set local role ghostworks_owner;

create table ghostworks.tenants (
  id uuid not null default public.uuid_generate_v4(),
  name text not null,
  slug text not null,
  description text,
  settings jsonb not null default '{}',
  is_active boolean not null default true,
  member_count integer not null default 0,
  active_owner_count integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenants_pkey primary key (id),
  constraint tenants_slug_key unique (slug),
  constraint tenants_id_not_nil check (id <> '00000000-0000-0000-0000-000000000000'),
  constraint tenants_name_length check (char_length(name) between 1 and 255),
  constraint tenants_name_visible check (ghostworks.is_visible(name)),
  constraint tenants_slug_form check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and char_length(slug) <= 100),
  constraint tenants_description_length check (char_length(description) <= 10000),
  constraint tenants_settings_object check (jsonb_typeof(settings) = 'object'),
  -- As of artifacts' metadata: 64 KiB of compact JSON, which takes up to twice that as PostgreSQL writes it.
  constraint tenants_settings_size check (octet_length(settings::text) <= 131072)
);

reset role;
