-- What the search index holds of an artifact: keys that belong to one tenant.
set local role ghostworks_owner;

-- Stands in front of each key: 54 bits made of the tenant's id. So no two tenants have a key in common, and a search reads
-- nothing of what others have.
create function ghostworks.search_space(tenant uuid) returns text
  language sql immutable parallel safe
  return left(encode(int8send(uuid_hash_extended(tenant, 0)), 'base64'), 9);

-- The pieces of a JSON object between its braces and commas, with U+001F between them: each name with its value, and each value of an
-- array. An object that contains another has all pieces of that one, since equal values have equal texts once the zeros at a number's
-- end are gone. Whether it contains the other is for the filter to decide: pieces do not tell where they stand.
create function ghostworks.search_pieces(object jsonb) returns text
  language plpgsql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  pieces text := object::text;
begin
  if pieces ~ '\.\d*0[],}]' then
    pieces := regexp_replace(pieces, '(\.\d*[1-9])0+(?=[],}])|\.0+(?=[],}])', '\1', 'g');
  end if;
  -- The text of a JSON object escapes U+001F.
  pieces := translate(replace(pieces, ', ', E'\x1f'), '{}[]', E'\x1f\x1f\x1f\x1f');
  if pieces ~ '[^\x1f]{41}' then
    return (
      select string_agg(
        case when char_length(piece) <= 40 then piece else encode(int8send(hashtextextended(piece, 0)), 'base64') end, E'\x1f')
      from string_to_table(pieces, E'\x1f') piece
      where piece <> '');
  end if;
  -- An empty piece would be a key that a containing object need not have.
  pieces := trim(pieces, E'\x1f');
  while strpos(pieces, E'\x1f\x1f') > 0 loop
    pieces := replace(pieces, E'\x1f\x1f', E'\x1f');
  end loop;
  return pieces;
end $$;

create function ghostworks.search_keys(rank smallint, tenant uuid, name text, tags text[], metadata jsonb, document tsvector)
  returns tsvector
  language plpgsql immutable parallel safe cost 1000
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- In front of each key: U+001F divides, and is in no word and no trigram. No trigram starts with a capital.
  space constant text := E'\x1f' || ghostworks.search_space(tenant);
  keys text;
begin
  if rank <= 128 then
    return array_to_tsvector(array[substr(space, 2)]);
  end if;
  keys := concat(space || 'W' || array_to_string(nullif(tsvector_to_array(document), '{}'), space || 'W'),
    space || array_to_string(nullif(public.show_trgm(name), '{}'), space),
    case when octet_length(name) >= 32 then left(space || 'N32' || space || 'N48' || space || 'N64' || space || 'N96',
      13 * case when octet_length(name) >= 96 then 4 when octet_length(name) >= 64 then 3 when octet_length(name) >= 48 then 2 else 1 end) end,
    space || 'T' || replace(array_to_string(nullif(tags, '{}'), E'\x1f'), E'\x1f', space || 'T'),
    space || 'M' || replace(ghostworks.search_pieces(nullif(metadata, '{}')), E'\x1f', space || 'M'));
  -- A tsvector holds 1 MB. What has more, which takes a text that blows up when it is normalized, is found by every search of its
  -- tenant, and then checked.
  return array_to_tsvector(string_to_array(substr(case when octet_length(keys) > 1000000 then space else keys end, 2), E'\x1f'));
end $$;
comment on function ghostworks.search_keys(smallint, uuid, text, text[], jsonb, tsvector) is
  'Everything that a filter can ask for, as keys of one tenant: W and a word, three letters of the name, T and a tag, M and a piece of'
  ' the metadata, N32, N48, N64 and N96 for a name of so many bytes. The first 128 artifacts of a tenant have its bare key alone, which every'
  ' search asks for. What the index artifacts_keys_idx holds.';

reset role;
