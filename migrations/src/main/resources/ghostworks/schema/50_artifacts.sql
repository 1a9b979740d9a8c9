-- Artifacts.
set local role ghostworks_owner;

-- PL/pgSQL keeps its plans for the session; a function in SQL is planned anew for each statement, a tenth of an INSERT.
create function ghostworks.tags_valid(tags text[]) returns boolean
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return cardinality(tags) <= 50 and array_position(tags, null) is null and array_position(tags, '') is null
    and (octet_length(array_to_string(tags, '')) <= 100 or not exists (select from unnest(tags) tag where char_length(tag) > 100));
end $$;

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
  rank smallint not null default 129,
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
comment on column ghostworks.artifacts.rank is
  'Derived: how many artifacts its tenant had when it came, with it; 129 for more than 128, for one that is not its tenant''s newest, and for those'
  ' from before there was a rank. Up to 128 the search index has no keys of it, so a small tenant needs none. Set by the trigger rank.';
create index artifacts_newest_idx on ghostworks.artifacts (tenant_id, created_at desc, id desc);
-- One index for all filters of a search, whose keys belong to a tenant each: what others have is in other keys. The planner needs no
-- statistics of them, and none are kept. A short list of what waits to be merged bounds what a search reads of it.
create index artifacts_keys_idx on ghostworks.artifacts
  using gin (ghostworks.search_keys(rank, tenant_id, name, tags, metadata, search_document)) with (gin_pending_list_limit = 1024);
alter index ghostworks.artifacts_keys_idx alter column 1 set statistics 0;

create trigger touch before update on ghostworks.artifacts
  for each row execute function ghostworks.touch();

reset role;
