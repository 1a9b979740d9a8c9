-- Full-text search with words of our own instead of those of PostgreSQL's parser: a part of a host, path or number is found,
-- accents and case do not matter, scripts without blanks are searched by pairs of characters, and no phrase crosses the border
-- of two fields or tags.
--
-- The column is generated, so the table is written anew with all of its indexes, and nobody reads or writes it meanwhile: about
-- three minutes for a million artifacts of 230 bytes. Twice the room of the table is needed until the end. No value is lost.

-- To make what another role owns takes membership in it. A superuser needs none; anyone else lends it to themself until the
-- end.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant ghostworks_search to current_user;
  end if;
end $$;

set local role ghostworks_owner;

-- search_words of a text that is not all ASCII.
create function ghostworks.search_folded(t text) returns text
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- Accents, vowel points, joiners and what has no width. Marks of scripts that cannot be read without them stay.
  marks constant text := '[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a'
    '\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e'
    '\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff]+';
  -- Blanks, punctuation, symbols, emoji. Named by their code points, as what a locale calls a letter differs by server.
  dividers constant text := '[\u0001-\u001e\u0020-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7'
    '\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u02ff\u0375\u0482\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6'
    '\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe\u0700-\u070d\u0964\u0965\u0970'
    '\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f01-\u0f17\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166d\u166e\u1680'
    '\u16eb-\u16ed\u1735\u1736\u17d4-\u17d6\u17d8-\u17db\u1800-\u180a\u2000-\u2bff\u2ce5-\u2cea\u2cf9-\u2cff\u2e00-\u2e7f'
    '\u2ff0-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30a0\u30fb\u3190-\u319f\u31c0-\u31ef\u4dc0-\u4dff\ua490-\ua4cf'
    '\ue000-\uf8ff\ufd3e\ufd3f\ufe45\ufe46\ufff0-\uffff\U0001d000-\U0001d24f\U0001d300-\U0001d37f\U0001f000-\U0001fbff'
    '\U000f0000-\U0010ffff]+';
  -- What normalization puts together again: syllables of Hangul, voiced kana, vowels of India.
  composed constant text := '[\u0900-\u0dff\u1000-\u11ff\u1b00-\u1b4f\u3099\u309a\U00011000-\U00011fff]';
  -- Scripts that write words without blanks, and Korean, where particles follow a noun without one.
  unspaced constant text := '[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u2fdf'
    '\u3005-\u318f\u31a0-\u31ff\u3400-\u9fff\ua000-\ua48f\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaadf\uac00-\ud7ff\uf900-\ufaff'
    '\U0001b000-\U0001b16f\U00020000-\U0003ffff]';
begin
  t := lower(regexp_replace(normalize(t, NFKD), marks, '', 'g'));
  if t ~ '[ßæœþłøđħıς]' then
    t := replace(replace(replace(replace(t, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    t := translate(t, 'łøđħıς', 'lodhiσ');
  end if;
  if octet_length(t) = char_length(t) then
    return regexp_replace(t, '[^a-z0-9\x1f]+', ' ', 'g');
  end if;
  t := regexp_replace(t, dividers, ' ', 'g');
  if t ~ composed then
    t := normalize(t, NFKC);
  end if;
  if t ~ unspaced then
    t := regexp_replace(t, '(' || unspaced || ')(?=' || unspaced || ')', ' \1+ ', 'g');
    t := regexp_replace(t, '(' || unspaced || ')(?!\+)', ' \1 ', 'g');
    t := regexp_replace(t, ' {2,}', ' ', 'g');
  end if;
  return t;
end $$;

create function ghostworks.search_words(t text) returns text
  language sql immutable parallel safe
  return case when octet_length(t) = char_length(t)
    then regexp_replace(lower(t collate "C"), '[^a-z0-9\x1f]+', ' ', 'g')
    else ghostworks.search_folded(t) end;
comment on function ghostworks.search_words(text) is
  'The words of a text with blanks between them: lower case, without accents. A character of a script without blanks is a'
  ' word, with a plus sign when the next one follows it closely. U+001F stays: it keeps fields apart.';

create or replace function ghostworks.search_document(name text, description text, tags text[]) returns tsvector
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  words text := replace(
    ghostworks.search_words(concat_ws(E'\x1f', name, description, array_to_string(tags, E'\x1f'))), E'\x1f', E' \x1f ');
begin
  -- Not by to_tsvector: its parser makes hosts, paths and signed numbers of what stands between blanks, and goes by the
  -- locale. A word is cut at 255 characters, as PostgreSQL refuses a lexeme of more than 2 KB.
  if octet_length(words) = char_length(words) then
    return coalesce((
      select string_agg('''' || left(word, 255) || ''':' || place, ' ')
      from string_to_table(words, ' ') with ordinality words(word, place)
      where word not in ('', E'\x1f')), '')::tsvector;
  end if;
  return coalesce((
    select string_agg('''' || left(rtrim(word, '+'), 255) || ''':' || place
      || case when word like '%+' then ' ''' || rtrim(word, '+') || rtrim(following, '+') || ''':' || place else '' end, ' ')
    from (
      select word, place, lead(word) over (order by place) as following
      from string_to_table(words, ' ') with ordinality words(word, place)) followed
    where word not in ('', E'\x1f')), '')::tsvector;
end $$;
comment on function ghostworks.search_document(text, text, text[]) is
  'What full-text search sees of an artifact: each word with its place, and a free place between name, description and tags,'
  ' so that no phrase crosses. In a script without blanks: each character, and each pair of neighbours.';

revoke execute on function ghostworks.search_folded(text), ghostworks.search_words(text) from public;
grant execute on function ghostworks.search_folded(text), ghostworks.search_words(text)
  to authenticated_users, ghostworks_search;

-- ghostworks:accept rewrite: see the top of this file
alter table ghostworks.artifacts drop column search_document,
  add column search_document tsvector not null generated always as (ghostworks.search_document(name, description, tags)) stored;
-- ghostworks:accept index: built together with the column it is for
create index artifacts_search_idx on ghostworks.artifacts using gin (tenant_id, search_document);
grant select (search_document) on ghostworks.artifacts to ghostworks_search;

-- Only while the functions are made; taken back below.
grant create on schema ghostworks to ghostworks_search;

reset role;
-- pg_trgm's setting can be named once its library is loaded.
do $$ begin perform public.word_similarity('', ''); end $$;
set local role ghostworks_search;

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

revoke execute on function ghostworks.search_phrase(text), ghostworks.search_query(text) from public;

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
