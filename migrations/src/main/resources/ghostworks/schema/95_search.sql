-- Search that reaches the GIN indexes: functions of a role that reads all tenants and has no members.
set local role ghostworks_owner;

create index artifacts_author_idx on ghostworks.artifacts (tenant_id, created_by, created_at desc, id desc);

create policy search_reader on ghostworks.artifacts for select to ghostworks_search using (true);
grant select (tenant_id, id, name, tags, metadata, created_by, is_active, created_at, search_document)
  on ghostworks.artifacts to ghostworks_search;
-- Only while the functions are made; taken back below.
grant create on schema ghostworks to ghostworks_search;

reset role;
-- pg_trgm's setting can be named once its library is loaded.
do $$ begin perform public.word_similarity('', ''); end $$;
set local role ghostworks_search;

-- Whether the trigram index helps to find a part of a name: it knows no shorter words.
create function ghostworks.has_trigram(part text) returns boolean
  language sql immutable
  return part ~ '[[:alnum:]]{3}';

create function ghostworks.like_pattern(part text) returns text
  language sql immutable
  return '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';

-- Words in a row as text of a tsquery, or NULL when there are none. Of a script without blanks the pairs of neighbours; a
-- character alone when it stands alone.
create function ghostworks.search_phrase(part text) returns text
  language sql immutable
begin atomic
  select '(' || string_agg(
    case when place > start then ' <' || place - before || '> ' else '' end || '''' || lexeme || '''', '' order by place) || ')'
  from (
    select lexeme, place, lag(place) over by_place as before, first_value(place) over by_place as start
    from (
      select place,
        left(rtrim(word, '+'), 255) || case when word like '%+' then rtrim(lead(word) over by_place, '+') else '' end as lexeme,
        word not like '%+' and lag(word, 1, '') over by_place like '%+' as in_a_pair
      from string_to_table(ghostworks.search_words(translate(part, E'\x1f', ' ')), ' ') with ordinality words(word, place)
      where word <> ''
      window by_place as (order by place)) lexemes
    where not in_a_pair
    window by_place as (order by place)) operands;
end;

-- Reads a query as websearch_to_tsquery does, with our own words in place of its parser's.
create function ghostworks.search_query(query text) returns tsquery
  language plpgsql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- Blanks of all scripts, and the operators of to_tsquery, which mean nothing here.
  ignored constant text := '\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000!&|()';
  operand record;
  phrase text;
  terms text := '';
  alternatives text := '';
begin
  -- Plain words, which most queries are, need no reading: an eighth of the time.
  if length(query) <= 255 and query ~ '^[A-Za-z0-9]+( [A-Za-z0-9]+)*$' and query !~* ' or ' then
    return ('''' || replace(lower(query collate "C"), ' ', '''&''') || '''')::tsquery;
  end if;
  for operand in
    select length(regexp_replace(part[1], '[^-]', '', 'g')) % 2 = 1 as excluded, part[2] as quoted, part[3] as word,
      row_number() over () = count(*) over () as is_last
    from regexp_matches(query, '([-' || ignored || ']*)(?:"([^"]*)"?|([^"' || ignored || ']+))', 'g') parts(part)
  loop
    if operand.word ~* '^or$' and not operand.excluded and terms <> '' and not operand.is_last then
      alternatives := alternatives || terms || '|';
      terms := '';
      continue;
    end if;
    phrase := ghostworks.search_phrase(coalesce(operand.quoted, operand.word));
    if phrase is not null then
      terms := terms || case when terms = '' then '' else '&' end || case when operand.excluded then '!' else '' end || phrase;
    end if;
  end loop;
  -- NULL without any word, as nothing matches it either; an empty tsquery comes with a notice.
  return nullif(rtrim(alternatives || terms, '|'), '')::tsquery;
end $$;
comment on function ghostworks.search_query(text) is
  'Words that must all be there; "double quotes" hold a phrase together, a leading minus excludes, "or" gives a choice.';

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

create function ghostworks.search_artifacts(
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

create function ghostworks.count_artifacts(
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
  ghostworks.has_trigram(text), ghostworks.like_pattern(text), ghostworks.search_phrase(text), ghostworks.search_query(text),
  ghostworks.artifact_conditions(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz),
  ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid),
  ghostworks.search_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz,
    real, timestamptz, uuid, integer),
  ghostworks.count_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz)
  from public;
grant execute on function
  ghostworks.search_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz,
    real, timestamptz, uuid, integer),
  ghostworks.count_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz)
  to authenticated_users;

reset role;

set local role ghostworks_owner;
revoke create on schema ghostworks from ghostworks_search;
reset role;
