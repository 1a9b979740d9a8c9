-- The check of tags as a function in SQL again.
set local role ghostworks_owner;

create or replace function ghostworks.tags_valid(tags text[]) returns boolean
  language sql immutable parallel safe
  return cardinality(tags) <= 50 and array_position(tags, null) is null
    and not exists (select from unnest(tags) tag where char_length(tag) not between 1 and 100);

reset role;
