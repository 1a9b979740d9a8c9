-- Artifacts.
set local role ghostworks_owner;

create function ghostworks.tags_valid(tags text[]) returns boolean
  language sql immutable parallel safe
  return cardinality(tags) <= 50 and array_position(tags, null) is null
    and not exists (select from unnest(tags) tag where char_length(tag) not between 1 and 100);

create table ghostworks.artifacts (
  tenant_id uuid not null,
  id uuid not null default public.uuid_generate_v4(),
  name text not null,
  description text,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  created_by uuid,
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_document tsvector not null generated always as (ghostworks.search_document(name, description, tags)) stored,
  constraint artifacts_pkey primary key (tenant_id, id),
  constraint artifacts_tenant_id_fkey foreign key (tenant_id) references ghostworks.tenants (id) on delete cascade,
  constraint artifacts_name_length check (char_length(name) between 1 and 255),
  constraint artifacts_name_visible check (ghostworks.is_visible(name)),
  constraint artifacts_description_length check (char_length(description) <= 10000),
  constraint artifacts_tags_valid check (ghostworks.tags_valid(tags)),
  constraint artifacts_metadata_object check (jsonb_typeof(metadata) = 'object'),
  -- The domain allows 64 KiB of compact JSON, and measures this text too: it has a space after each comma and colon, and
  -- numbers without an exponent.
  constraint artifacts_metadata_size check (octet_length(metadata::text) <= 131072)
);
comment on column ghostworks.artifacts.created_by is
  'Who made it. A fact about the past and so no foreign key: the author may have left, or be a user of an embedding service.';
create index artifacts_newest_idx on ghostworks.artifacts (tenant_id, created_at desc, id desc);
create index artifacts_name_trgm_idx on ghostworks.artifacts using gin (tenant_id, name public.gin_trgm_ops);
create index artifacts_search_idx on ghostworks.artifacts using gin (tenant_id, search_document);
create index artifacts_tags_idx on ghostworks.artifacts using gin (tenant_id, tags);
create index artifacts_metadata_idx on ghostworks.artifacts using gin (tenant_id, metadata jsonb_path_ops);

create trigger touch before update on ghostworks.artifacts
  for each row execute function ghostworks.touch();

reset role;
