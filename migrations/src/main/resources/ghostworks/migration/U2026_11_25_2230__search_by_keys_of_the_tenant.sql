-- Searches by the indexes that all tenants share again, and gives the planner its statistics back with the next ANALYZE.
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

drop trigger rank on ghostworks.artifacts;
alter table ghostworks.artifacts alter column tags set statistics -1, alter column search_document set statistics -1;
alter index ghostworks.artifacts_keys_idx alter column 1 set statistics -1;

reset role;
-- pg_trgm's setting can be named once its library is loaded.
do $$ begin perform public.word_similarity('', ''); end $$;
set local role ghostworks_search;

-- Whether the trigram index helps to find a part of a name: it knows no shorter words.
create function ghostworks.has_trigram(part text) returns boolean
  language sql immutable
  return part ~ '[[:alnum:]]{3}';

-- The text of the filters that are given. No value gets into it: the functions below bind $1 to $10. IS TRUE keeps a
-- filter from an index that would not help.
create function ghostworks.artifact_conditions(
  p_query text, p_name text, p_similar text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_created_before timestamptz) returns text
  language sql stable
  return concat_ws(' and ', 'a.tenant_id = $1 and a.is_active',
    case when p_query is not null then 'a.search_document @@ $2' end,
    case when ghostworks.has_trigram(p_name) then 'a.name ilike $3' when p_name is not null then '(a.name ilike $3) is true' end,
    case when p_similar is not null then '$4 operator(public.<%) a.name' end,
    case when p_all_tags is not null then 'a.tags @> $5' end,
    case when p_any_tags is not null then 'a.tags && $6' end,
    case when p_metadata is not null then 'a.metadata @> $7' end,
    case when p_created_by is not null then 'a.created_by = $8' end,
    case when p_created_after is not null then 'a.created_at > $9' end,
    case when p_created_before is not null then 'a.created_at < $10' end);

-- Whether any of the next 300 artifacts by time matches. One plan for all, so that none is made for each call.
create function ghostworks.artifacts_near(
  p_tenant uuid, p_query tsquery, p_pattern text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_from timestamptz, p_from_id uuid) returns boolean
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return exists (
    select
    from (
      select a.is_active, a.search_document, a.name, a.tags, a.metadata, a.created_by, a.created_at
      from ghostworks.artifacts a
      where a.tenant_id = p_tenant and (a.created_at, a.id) < (p_from, p_from_id)
      order by a.created_at desc, a.id desc
      limit 300) a
    where a.is_active
      and (p_query is null or a.search_document @@ p_query) and (p_pattern is null or a.name ilike p_pattern)
      and (p_all_tags is null or a.tags @> p_all_tags) and (p_any_tags is null or a.tags && p_any_tags)
      and (p_metadata is null or a.metadata @> p_metadata) and (p_created_by is null or a.created_by = p_created_by)
      and (p_created_after is null or a.created_at > p_created_after));
end $$;

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
  words tsquery := ghostworks.search_query(p_query);
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
comment on function ghostworks.search_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz,
  real, timestamptz, uuid, integer) is
  'Ids of the tenant''s artifacts that match every filter given: newest first, or with p_similar best first. p_beyond_* is'
  ' the last one of the page before.';

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
    using ghostworks.tenant_id(), ghostworks.search_query(p_query), ghostworks.like_pattern(p_name),
      p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by, p_created_after, p_created_before;
  return total;
end $$;
comment on function ghostworks.count_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz) is
  'How many of the tenant''s artifacts match every filter given.';

revoke execute on function
  ghostworks.has_trigram(text),
  ghostworks.artifact_conditions(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz),
  ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid)
  from public;

drop function ghostworks.rank_artifact();
drop function ghostworks.search_key(text, text);
drop function ghostworks.search_at_least(integer, text[]);
drop function ghostworks.search_trigrams_within(text);
drop function ghostworks.search_resembling(text, text, real);
drop function ghostworks.search_terms(uuid, tsquery, text, text, real, text[], text[], jsonb);
drop function ghostworks.artifact_matches(tsvector, text, text[], jsonb, uuid, tsquery, text, text[], text[], jsonb, uuid);
drop function ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid, integer);
drop function ghostworks.artifacts_by_time(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid, integer, integer);
drop function ghostworks.artifacts_by_keys(tsquery, uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid,
    integer, integer);
drop function ghostworks.artifacts_alike(tsquery, uuid, tsquery, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, real, real,
    real, timestamptz, uuid, integer);
drop function ghostworks.count_by_keys(tsquery, uuid, tsquery, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz);
drop function ghostworks.count_by_time(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz);

reset role;

set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_search;
reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_search from current_user;
  end if;
end $$;
