-- What full-text search takes for a word.
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

create function ghostworks.search_document(name text, description text, tags text[]) returns tsvector
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

reset role;
