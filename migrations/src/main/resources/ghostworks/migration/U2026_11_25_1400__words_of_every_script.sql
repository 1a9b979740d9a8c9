-- Takes back full-text search with words of our own. The table is written anew, as on the way up.

-- To make what another role owns takes membership in it. A superuser needs none; anyone else lends it to themself until the
-- end.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant ghostworks_search to current_user;
  end if;
end $$;

set local role ghostworks_owner;
-- Only while the functions are made; taken back below.
grant create on schema ghostworks to ghostworks_search;

reset role;
-- pg_trgm's setting can be named once its library is loaded.
do $$ begin perform public.word_similarity('', ''); end $$;
set local role ghostworks_search;

create or replace function ghostworks.search_artifacts(
  p_query text, p_name text, p_similar text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_created_before timestamptz,
  p_beyond_similarity real, p_beyond_created_at timestamptz, p_beyond_id uuid, p_limit integer)
  returns table (id uuid, created_at timestamptz, similarity real)
  language plpgsql stable security definer rows 20
  set search_path = pg_catalog, pg_temp set pg_trgm.word_similarity_threshold = 0.3
as $$
declare
  tenant uuid := ghostworks.tenant_id();
  words tsquery := websearch_to_tsquery('pg_catalog.simple', p_query);
  pattern text := ghostworks.like_pattern(p_name);
  -- For a role under a policy the planner has no statistics for these two, and guesses.
  guessed boolean := p_similar is null and (p_metadata is not null or ghostworks.has_trigram(p_name) is true);
  conditions text := ghostworks.artifact_conditions(p_query, p_name, p_similar, p_all_tags, p_any_tags, p_metadata,
    p_created_by, p_created_after, p_created_before);
  beyond text := case when p_beyond_id is null then '' else ' and (a.created_at, a.id) < ($12, $13)' end;
  statement text;
  found bigint;
begin
  if p_similar is not null then
    statement := 'select a.id, a.created_at, public.word_similarity($4, a.name) from ghostworks.artifacts a where '
      || conditions
      || case when p_beyond_id is null then '' else
        ' and (public.word_similarity($4, a.name), a.created_at, a.id) < ($11, $12, $13)' end;
    -- Best first, so a page full of close matches needs none of the distant ones, which may be thousands.
    if p_beyond_similarity is null or p_beyond_similarity >= 0.6 then
      perform set_config('pg_trgm.word_similarity_threshold', '0.6', true);
      return query execute statement || ' order by 3 desc, 2 desc, 1 desc limit $14'
        using tenant, words, pattern, p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by,
          p_created_after, p_created_before, p_beyond_similarity, p_beyond_created_at, p_beyond_id, p_limit;
      get diagnostics found = row_count;
      p_limit := p_limit - found;
      if p_limit <= 0 then
        return;
      end if;
    end if;
    perform set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    statement := statement
      || ' and public.word_similarity($4, a.name) < 0.6 order by 3 desc, 2 desc, 1 desc limit $14';
  else
    statement := 'select a.id, a.created_at, null::real from ghostworks.artifacts a where ' || conditions || beyond;
    if guessed then
      statement := 'select * from (' || statement || ' offset 0) found';
      -- At 1 of 300 the page is likely nearer along the index by time than by collecting and sorting all that match.
      if ghostworks.artifacts_near(tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by,
        p_created_after, least(p_beyond_created_at, p_created_before, 'infinity'),
        coalesce(p_beyond_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) then
        statement := 'with near as materialized (select a.id, a.created_at, null::real from ('
          || 'select a.tenant_id, a.id, a.name, a.tags, a.metadata, a.created_by, a.is_active, a.created_at,'
          || ' a.search_document from ghostworks.artifacts a where a.tenant_id = $1' || beyond
          || ' order by a.created_at desc, a.id desc limit 10000) a where ' || conditions
          || ' order by 2 desc, 1 desc limit $14), filled as materialized (select count(*) >= $14 as it from near)'
          || ' select * from near where (select it from filled) union all select * from (' || statement
          || ') rest where not (select it from filled)';
      end if;
    end if;
    statement := statement || ' order by 2 desc, 1 desc limit $14';
  end if;
  return query execute statement
    using tenant, words, pattern, p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by,
      p_created_after, p_created_before, p_beyond_similarity, p_beyond_created_at, p_beyond_id, p_limit;
end $$;

create or replace function ghostworks.count_artifacts(
  p_query text, p_name text, p_similar text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_created_before timestamptz) returns bigint
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp set pg_trgm.word_similarity_threshold = 0.3
as $$
declare
  total bigint;
begin
  execute 'select count(*) from ghostworks.artifacts a where ' || ghostworks.artifact_conditions(p_query, p_name,
      p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by, p_created_after, p_created_before)
    into total
    using ghostworks.tenant_id(), websearch_to_tsquery('pg_catalog.simple', p_query), ghostworks.like_pattern(p_name),
      p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by, p_created_after, p_created_before;
  return total;
end $$;

drop function ghostworks.search_query(text), ghostworks.search_phrase(text);

reset role;
set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_search;

create or replace function ghostworks.search_document(name text, description text, tags text[]) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('pg_catalog.simple'::regconfig,
    name || ' ' || coalesce(description, '') || ' ' || array_to_string(tags, ' '));
comment on function ghostworks.search_document(text, text, text[]) is
  'What full-text search sees of an artifact. Immutable, as joining texts is; array_to_string is only stable in general.';

-- ghostworks:accept rewrite: see the top of this file
alter table ghostworks.artifacts drop column search_document,
  add column search_document tsvector not null generated always as (ghostworks.search_document(name, description, tags)) stored;
-- ghostworks:accept index: built together with the column it is for
create index artifacts_search_idx on ghostworks.artifacts using gin (tenant_id, search_document);
grant select (search_document) on ghostworks.artifacts to ghostworks_search;

drop function ghostworks.search_words(text), ghostworks.search_folded(text);
reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_search from current_user;
  end if;
end $$;
