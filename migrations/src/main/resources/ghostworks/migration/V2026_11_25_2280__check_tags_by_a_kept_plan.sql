-- A check that every INSERT makes, without planning it each time.
set local role ghostworks_owner;

-- PL/pgSQL keeps its plans for the session; a function in SQL is planned anew for each statement, a tenth of an INSERT.
create or replace function ghostworks.tags_valid(tags text[]) returns boolean
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return cardinality(tags) <= 50 and array_position(tags, null) is null and array_position(tags, '') is null
    and (octet_length(array_to_string(tags, '')) <= 100 or not exists (select from unnest(tags) tag where char_length(tag) > 100));
end $$;

reset role;
