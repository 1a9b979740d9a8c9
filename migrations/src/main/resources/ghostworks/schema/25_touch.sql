-- The trigger that moves updated_at and version.
set local role ghostworks_owner;

create function ghostworks.touch() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at);
  new.version := old.version + 1;
  return new;
end $$;
comment on function ghostworks.touch() is 'Moves updated_at and version; version is the entity tag.';

reset role;
