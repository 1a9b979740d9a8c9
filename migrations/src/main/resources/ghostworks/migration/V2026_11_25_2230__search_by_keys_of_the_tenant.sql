-- Search by the index whose keys belong to a tenant. No plan needs statistics of tags and words any more, and none are kept: they were
-- made of all tenants' values.
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

alter table ghostworks.artifacts alter column tags set statistics 0, alter column search_document set statistics 0;
alter index ghostworks.artifacts_keys_idx alter column 1 set statistics 0;

reset role;
set local role ghostworks_search;

-- A key as text of a tsquery.
create function ghostworks.search_key(space text, term text) returns text
  language sql immutable
  return '''' || space || replace(replace(translate(term, E'\x1f', ' '), '\', '\\'), '''', '''''') || '''';

-- What is there when at least so many of the keys are, as text of a tsquery.
create function ghostworks.search_at_least(wanted integer, keys text[]) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  half constant integer := cardinality(keys) / 2;
  ways text[];
begin
  if wanted <= 1 then
    return '(' || array_to_string(keys, '|') || ')';
  elsif wanted = cardinality(keys) then
    return '(' || array_to_string(keys, '&') || ')';
  end if;
  for n in greatest(0, wanted - cardinality(keys) + half) .. least(wanted, half) loop
    ways := ways || concat_ws('&', case when n > 0 then ghostworks.search_at_least(n, keys[:half]) end,
      case when n < wanted then ghostworks.search_at_least(wanted - n, keys[half + 1:]) end);
  end loop;
  return '(' || array_to_string(ways, '|') || ')';
end $$;

-- The trigrams of every text that contains the part. Those at its ends depend on what surrounds it: they are the ones that
-- change with a neighbour that is not in the part itself.
create function ghostworks.search_trigrams_within(part text) returns text[]
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- 30 characters select enough, and leave six neighbours at least.
  piece constant text := left(part, 30);
  neighbours constant text := translate('xqzjvkwypbgfmucldhrsnioate9876543210', lower(piece), '');
begin
  return array(
    select unnest(public.show_trgm(left(neighbours, 1) || piece || left(neighbours, 1)))
    intersect
    select unnest(public.show_trgm(right(neighbours, 1) || piece || right(neighbours, 1))));
end $$;

-- What a name has that resembles the text, as text of a tsquery: of the n trigrams of the text at least k, the share of the similarity. A
-- formula of all that would be endless. So the trigrams are put in groups, and one group at least must have more than is spared to it, if
-- those spared are fewer than k in all. GIN reads a list each time that the formula names it, so no more than 3 of a group are asked for.
create function ghostworks.search_resembling(space text, resembled text, least_similarity real) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- Of the beginnings of words, which are the most frequent.
  firsts constant text[] := array(
    select ghostworks.search_key(space, trigram) from unnest(public.show_trgm(resembled)) trigram where trigram like '  %');
  others constant text[] := array(
    select ghostworks.search_key(space, trigram) from unnest(public.show_trgm(resembled)) trigram where trigram not like '  %');
  wanted constant integer := ceil((cardinality(firsts) + cardinality(others)) * least_similarity - 0.001);
  first_tens constant integer := (cardinality(firsts) + 9) / 10;
  other_tens constant integer := (cardinality(others) + 9) / 10;
  spared integer := wanted - 1;
  of_firsts integer;
  groups integer;
  size integer;
  length text;
begin
  if cardinality(firsts) + cardinality(others) <= 10 then
    return ghostworks.search_at_least(least(wanted, 3), (firsts || others)[1 + greatest(wanted - 3, 0):]);
  end if;
  -- A text of many words asks for more trigrams than a short name has: one more than its bytes at most.
  length := (select max(bytes) from unnest('{32,48,64,96}'::integer[]) bytes where bytes < wanted);
  if cardinality(firsts) <= spared - other_tens then
    spared := spared - cardinality(firsts);
  else
    of_firsts := least(4, 1 + greatest(spared - other_tens, 0) / first_tens);
    spared := spared - first_tens * (of_firsts - 1);
  end if;
  groups := greatest(1, least(other_tens, spared / 2));
  size := (cardinality(others) + groups - 1) / groups;
  return coalesce(ghostworks.search_key(space, 'N' || length) || '&', '') || '(' || array_to_string(array(
      select ghostworks.search_at_least(of_firsts, firsts[first:first + 9])
      from generate_series(1, cardinality(firsts), 10) first
      where cardinality(firsts[first:first + 9]) >= of_firsts
      union all
      select ghostworks.search_at_least(of_others, others[first:first + size - 1])
      from generate_series(1, cardinality(others), size) first, least(3, 1 + spared / groups) of_others
      where cardinality(others[first:first + size - 1]) >= of_others), '|') || ')';
end $$;

-- The keys that an artifact must have to match the filters; NULL when these ask for none. What has them is still to be
-- checked: places of words, what a query excludes, and the rest of a long part of a name are not in the keys.
create function ghostworks.search_terms(
  tenant uuid, words tsquery, part text, resembled text, least_similarity real, all_tags text[], any_tags text[], object jsonb)
  returns tsquery
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  space constant text := ghostworks.search_space(tenant);
  needed text[] := '{}';
  indexable text;
begin
  if words is not null then
    indexable := querytree(words);
    if indexable not in ('', 'T') then
      needed := needed || ('(' || regexp_replace(regexp_replace(indexable, ' <(-|\d+)> ', ' & ', 'g'), '(^|[ (])''',
        '\1''' || space || 'W', 'g') || ')');
    end if;
  end if;
  if part is not null then
    needed := needed || array(
      select ghostworks.search_key(space, trigram) from unnest(ghostworks.search_trigrams_within(part)) trigram);
  end if;
  if resembled is not null then
    needed := needed || ghostworks.search_resembling(space, resembled, least_similarity);
  end if;
  if all_tags <> '{}' then
    needed := needed || array(
      select ghostworks.search_key(space, 'T' || part_of_tag)
      from unnest(all_tags) tag, string_to_table(tag, E'\x1f') part_of_tag);
  end if;
  if any_tags <> '{}' then
    needed := needed || ('(' || array_to_string(array(
      select ghostworks.search_key(space, 'T' || split_part(tag, E'\x1f', 1)) from unnest(any_tags) tag), '|') || ')');
  end if;
  if jsonb_typeof(object) = 'object' and object <> '{}' then
    -- A name before a brace says little beside the values in it, and stands in many artifacts.
    needed := needed || array(
      select ghostworks.search_key(space, 'M' || piece)
      from (
        select piece, piece like '%": ' as opens, bool_and(piece like '%": ') over () as all_open
        from string_to_table(ghostworks.search_pieces(object), E'\x1f') piece) pieces
      where not opens or all_open);
  end if;
  if needed = '{}' then
    return null;
  end if;
  return ('''' || space || '''|' || array_to_string(needed, '&'))::tsquery;
end $$;

-- Whether a row matches the filters that are given. So simple that the planner puts it into the statements below.
create function ghostworks.artifact_matches(
  search_document tsvector, name text, tags text[], metadata jsonb, created_by uuid,
  words tsquery, pattern text, all_tags text[], any_tags text[], object jsonb, author uuid) returns boolean
  language sql immutable
  return (words is null or search_document @@ words) and (pattern is null or name ilike pattern)
    and (all_tags is null or tags @> all_tags) and (any_tags is null or tags && any_tags)
    and (object is null or metadata @> object) and (author is null or created_by = author);

-- Each function from here to search_artifacts runs one statement in the one way that is right whatever the planner takes the table
-- for, so its plan is kept: by time along artifacts_newest_idx, by keys from artifacts_keys_idx, where IS TRUE keeps all other
-- conditions from an index of their own.

-- The next artifacts by time, and which of them match.
create function ghostworks.artifacts_near(
  p_tenant uuid, p_words tsquery, p_pattern text, p_all_tags text[], p_any_tags text[], p_metadata jsonb, p_created_by uuid,
  p_since timestamptz, p_from timestamptz, p_from_id uuid, p_rows integer,
  out visited integer, out ids uuid[], out times timestamptz[], out last_time timestamptz, out last_id uuid)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set jit = off set max_parallel_workers_per_gather = 0
as $$
begin
  with near as materialized (
    select a.id, a.created_at,
      a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
        p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by) as matches
    from ghostworks.artifacts a
    where a.tenant_id = p_tenant and (a.created_at, a.id) < (p_from, p_from_id) and a.created_at >= p_since
    order by a.created_at desc, a.id desc
    limit p_rows)
  select count(*), coalesce(array_agg(n.id) filter (where n.matches), '{}'), array_agg(n.created_at) filter (where n.matches),
    (array_agg(n.created_at))[count(*)], (array_agg(n.id))[count(*)]
  into visited, ids, times, last_time, last_id
  from near n;
end $$;

create function ghostworks.artifacts_by_time(
  p_tenant uuid, p_words tsquery, p_pattern text, p_all_tags text[], p_any_tags text[], p_metadata jsonb, p_created_by uuid,
  p_since timestamptz, p_from timestamptz, p_from_id uuid, p_rows integer, p_limit integer)
  returns table (id uuid, created_at timestamptz)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set jit = off set max_parallel_workers_per_gather = 0
as $$
begin
  return query
    select a.id, a.created_at
    from (
      select a.id, a.created_at, a.is_active, a.search_document, a.name, a.tags, a.metadata, a.created_by
      from ghostworks.artifacts a
      where a.tenant_id = p_tenant and (a.created_at, a.id) < (p_from, p_from_id) and a.created_at >= p_since
      order by a.created_at desc, a.id desc
      limit p_rows) a
    where a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
      p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by)
    order by a.created_at desc, a.id desc
    limit p_limit;
end $$;

-- The newest of those that match; none, and not complete, where p_most match or more.
create function ghostworks.artifacts_by_keys(
  p_terms tsquery, p_tenant uuid, p_words tsquery, p_pattern text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_since timestamptz, p_from timestamptz, p_from_id uuid, p_most integer, p_limit integer,
  out complete boolean, out ids uuid[], out times timestamptz[])
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0 set work_mem = '32MB'
as $$
begin
  with found as materialized (
    select a.id, a.created_at
    from ghostworks.artifacts a
    where ghostworks.search_keys(a.rank, a.tenant_id, a.name, a.tags, a.metadata, a.search_document) @@ p_terms
      and (a.tenant_id = p_tenant) is true and ((a.created_at, a.id) < (p_from, p_from_id)) is true
      and (a.created_at >= p_since) is true
      and a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
        p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by)
    limit p_most),
  counted as materialized (select p_most is null or count(*) < p_most as all_of_them from found)
  select (select all_of_them from counted), array_agg(n.id), array_agg(n.created_at)
  into complete, ids, times
  from (
    select f.id, f.created_at from found f
    where (select all_of_them from counted)
    order by f.created_at desc, f.id desc
    limit p_limit) n;
end $$;

-- Those whose similarity is in the range, best first.
create function ghostworks.artifacts_alike(
  p_terms tsquery, p_tenant uuid, p_words tsquery, p_pattern text, p_similar text, p_all_tags text[], p_any_tags text[],
  p_metadata jsonb, p_created_by uuid, p_since timestamptz, p_before timestamptz, p_least real, p_below real,
  p_beyond_similarity real, p_beyond_created_at timestamptz, p_beyond_id uuid, p_limit integer)
  returns table (id uuid, created_at timestamptz, similarity real)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0 set work_mem = '32MB'
as $$
begin
  return query
    select f.id, f.created_at, f.similarity
    from (
      select a.id, a.created_at, public.word_similarity(p_similar, a.name) as similarity
      from ghostworks.artifacts a
      where ghostworks.search_keys(a.rank, a.tenant_id, a.name, a.tags, a.metadata, a.search_document) @@ p_terms
        and (a.tenant_id = p_tenant) is true and (a.created_at < p_before) is true and (a.created_at >= p_since) is true
        and a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
          p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by)
      offset 0) f
    where f.similarity >= p_least and f.similarity < p_below
      and (p_beyond_id is null
        or (f.similarity, f.created_at, f.id) < (p_beyond_similarity, p_beyond_created_at, p_beyond_id))
    order by f.similarity desc, f.created_at desc, f.id desc
    limit p_limit;
end $$;

create function ghostworks.count_by_keys(
  p_terms tsquery, p_tenant uuid, p_words tsquery, p_pattern text, p_similar text, p_all_tags text[], p_any_tags text[],
  p_metadata jsonb, p_created_by uuid, p_since timestamptz, p_before timestamptz) returns bigint
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0 set work_mem = '32MB'
as $$
begin
  return (
    select count(*)
    from ghostworks.artifacts a
    where ghostworks.search_keys(a.rank, a.tenant_id, a.name, a.tags, a.metadata, a.search_document) @@ p_terms
      and (a.tenant_id = p_tenant) is true and (a.created_at < p_before) is true and (a.created_at >= p_since) is true
      and a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
        p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by)
      and (p_similar is null or public.word_similarity(p_similar, a.name) >= 0.3::real));
end $$;

create function ghostworks.count_by_time(
  p_tenant uuid, p_words tsquery, p_pattern text, p_all_tags text[], p_any_tags text[], p_metadata jsonb, p_created_by uuid,
  p_since timestamptz, p_before timestamptz) returns bigint
  language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0
as $$
begin
  return (
    select count(*)
    from ghostworks.artifacts a
    where a.tenant_id = p_tenant and a.created_at < p_before and a.created_at >= p_since
      and a.is_active and ghostworks.artifact_matches(a.search_document, a.name, a.tags, a.metadata, a.created_by,
        p_words, p_pattern, p_all_tags, p_any_tags, p_metadata, p_created_by));
end $$;

create or replace function ghostworks.search_artifacts(
  p_query text, p_name text, p_similar text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_created_before timestamptz,
  p_beyond_similarity real, p_beyond_created_at timestamptz, p_beyond_id uuid, p_limit integer)
  returns table (id uuid, created_at timestamptz, similarity real)
  language plpgsql stable security definer rows 20
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant uuid := ghostworks.tenant_id();
  words constant tsquery := ghostworks.search_query(p_query);
  pattern constant text := ghostworks.like_pattern(p_name);
  since constant timestamptz := coalesce(p_created_after + interval '1 microsecond', '-infinity');
  before constant timestamptz := coalesce(p_created_before, 'infinity');
  least_similarity constant real[] := '{0.6, 0.3}';
  below constant real[] := '{2, 0.6}';
  terms tsquery;
  start timestamptz := before;
  start_id uuid := '00000000-0000-0000-0000-000000000000';
  near record;
  rest record;
  hit record;
  found bigint;
begin
  if p_limit <= 0 or p_query is not null and words is null or public.show_trgm(p_similar) = '{}' then
    return;
  end if;
  if p_similar is not null then
    -- Best first, so a page full of close matches needs none of the distant ones, which may be thousands.
    for turn in 1 .. 2 loop
      continue when p_beyond_similarity < least_similarity[turn];
      return query
        select * from ghostworks.artifacts_alike(
          ghostworks.search_terms(tenant, words, p_name, p_similar, least_similarity[turn], p_all_tags, p_any_tags, p_metadata),
          tenant, words, pattern, p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by, since, before,
          least_similarity[turn], below[turn], p_beyond_similarity, p_beyond_created_at, p_beyond_id, p_limit);
      get diagnostics found = row_count;
      p_limit := p_limit - found;
      exit when p_limit <= 0;
    end loop;
    return;
  end if;

  if p_beyond_id is not null and (p_beyond_created_at, p_beyond_id) < (start, start_id) then
    start := p_beyond_created_at;
    start_id := p_beyond_id;
  end if;
  terms := ghostworks.search_terms(tenant, words, p_name, null, null, p_all_tags, p_any_tags, p_metadata);
  if terms is null then
    return query
      select t.id, t.created_at, null::real from ghostworks.artifacts_by_time(tenant, words, pattern, p_all_tags, p_any_tags,
        p_metadata, p_created_by, since, start, start_id, null, p_limit) t;
    return;
  end if;

  -- What is common fills the page here, and a small tenant has no more.
  near := ghostworks.artifacts_near(tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by,
    since, start, start_id, 100);
  return query select n.id, n.created_at, null::real from unnest(near.ids, near.times) n(id, created_at) limit p_limit;
  p_limit := p_limit - cardinality(near.ids);
  if p_limit <= 0 or near.visited < 100 then
    return;
  end if;
  start := near.last_time;
  start_id := near.last_id;

  -- What is rare is collected and sorted. At 2 of 100, or where 4,000 match, the page is likely nearer along the index by time.
  if cardinality(near.ids) < 2 then
    rest := ghostworks.artifacts_by_keys(terms, tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by,
      since, start, start_id, 4000, p_limit);
    if rest.complete then
      return query select r.id, r.created_at, null::real from unnest(rest.ids, rest.times) r(id, created_at);
      return;
    end if;
  end if;
  for hit in
    select * from ghostworks.artifacts_by_time(tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by,
      since, start, start_id, 10000, p_limit)
  loop
    id := hit.id;
    created_at := hit.created_at;
    return next;
    p_limit := p_limit - 1;
    start := hit.created_at;
    start_id := hit.id;
  end loop;
  -- A wrong guess has cost 10,000 rows by now.
  if p_limit > 0 then
    rest := ghostworks.artifacts_by_keys(terms, tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by,
      since, start, start_id, null, p_limit);
    return query select r.id, r.created_at, null::real from unnest(rest.ids, rest.times) r(id, created_at);
  end if;
end $$;
comment on function ghostworks.search_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz,
  real, timestamptz, uuid, integer) is
  'Ids of the tenant''s artifacts that match every filter given: newest first, or with p_similar best first. p_beyond_* is'
  ' the last one of the page before.';

create or replace function ghostworks.count_artifacts(
  p_query text, p_name text, p_similar text, p_all_tags text[], p_any_tags text[], p_metadata jsonb,
  p_created_by uuid, p_created_after timestamptz, p_created_before timestamptz) returns bigint
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant uuid := ghostworks.tenant_id();
  words constant tsquery := ghostworks.search_query(p_query);
  pattern constant text := ghostworks.like_pattern(p_name);
  since constant timestamptz := coalesce(p_created_after + interval '1 microsecond', '-infinity');
  before constant timestamptz := coalesce(p_created_before, 'infinity');
  terms tsquery;
begin
  if p_query is not null and words is null or public.show_trgm(p_similar) = '{}' then
    return 0;
  end if;
  terms := ghostworks.search_terms(tenant, words, p_name, p_similar, 0.3::real, p_all_tags, p_any_tags, p_metadata);
  if terms is null then
    return ghostworks.count_by_time(tenant, words, pattern, p_all_tags, p_any_tags, p_metadata, p_created_by, since, before);
  end if;
  return ghostworks.count_by_keys(terms, tenant, words, pattern, p_similar, p_all_tags, p_any_tags, p_metadata, p_created_by,
    since, before);
end $$;
comment on function ghostworks.count_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz) is
  'How many of the tenant''s artifacts match every filter given.';

-- Says of a new artifact whether the search index gets keys of it. One look at the tenant's newest is all it takes, and a search reads the
-- 128 that have none wherever they are. Several transactions at once may make more of them, and make search dearer, but never wrong.
create function ghostworks.rank_artifact() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
begin
  new.rank := coalesce((
    select case when (a.created_at, a.id) < (new.created_at, new.id) then least(a.rank + 1, 129) else 129 end
    from ghostworks.artifacts a
    where a.tenant_id = new.tenant_id
    order by a.created_at desc, a.id desc
    limit 1), 1);
  return new;
end $$;
comment on function ghostworks.rank_artifact() is 'Ranks a new artifact; see the column rank.';

drop function ghostworks.artifact_conditions(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz);
drop function ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid);
drop function ghostworks.has_trigram(text);

revoke execute on function
  ghostworks.rank_artifact(), ghostworks.search_key(text, text), ghostworks.search_at_least(integer, text[]), ghostworks.search_trigrams_within(text),
  ghostworks.search_resembling(text, text, real),
  ghostworks.search_terms(uuid, tsquery, text, text, real, text[], text[], jsonb),
  ghostworks.artifact_matches(tsvector, text, text[], jsonb, uuid, tsquery, text, text[], text[], jsonb, uuid),
  ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid, integer),
  ghostworks.artifacts_by_time(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid, integer, integer),
  ghostworks.artifacts_by_keys(tsquery, uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid,
    integer, integer),
  ghostworks.artifacts_alike(tsquery, uuid, tsquery, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, real, real,
    real, timestamptz, uuid, integer),
  ghostworks.count_by_keys(tsquery, uuid, tsquery, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz),
  ghostworks.count_by_time(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz)
  from public;
-- To make a trigger of it.
grant execute on function ghostworks.rank_artifact() to ghostworks_owner;
reset role;

set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_search;

create trigger rank before insert on ghostworks.artifacts
  for each row execute function ghostworks.rank_artifact();
reset role;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    revoke ghostworks_search from current_user;
  end if;
end $$;

-- ANALYZE leaves what it collected before. Who is no superuser can remove it from PostgreSQL 18 on.
do $$
declare
  c record;
begin
  for c in
    select k.oid, k.relname, a.attnum, a.attname
    from (values ('artifacts', 'tags'), ('artifacts', 'search_document'), ('artifacts_keys_idx', 'search_keys')) v(relname, attname)
    join pg_class k on k.oid = ('ghostworks.' || v.relname)::regclass
    join pg_attribute a on a.attrelid = k.oid and a.attname = v.attname
  loop
    if (select rolsuper from pg_roles where rolname = current_user) then
      delete from pg_statistic where starelid = c.oid and staattnum = c.attnum;
    elsif current_setting('server_version_num')::integer >= 180000 then
      execute format('select pg_clear_attribute_stats(%L, %L, %L, false)', 'ghostworks', c.relname, c.attname);
    else
      raise warning 'as a superuser: delete from pg_statistic where starelid = %::regclass and staattnum = %',
        quote_literal('ghostworks.' || c.relname), c.attnum;
    end if;
  end loop;
end $$;
