-- Takes the keys of a tenant out of the schema.
set local role ghostworks_owner;

drop function ghostworks.search_keys(smallint, uuid, text, text[], jsonb, tsvector);
drop function ghostworks.search_pieces(jsonb);
drop function ghostworks.search_space(uuid);
alter table ghostworks.artifacts drop column rank;

reset role;
