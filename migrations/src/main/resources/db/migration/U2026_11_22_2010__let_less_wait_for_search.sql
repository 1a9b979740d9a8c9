-- Takes back that less waits to be merged into the indexes of search.
set local role ghostworks_owner;

alter index ghostworks.artifacts_name_trgm_idx reset (gin_pending_list_limit);
alter index ghostworks.artifacts_search_idx reset (gin_pending_list_limit);
alter index ghostworks.artifacts_tags_idx reset (gin_pending_list_limit);
alter index ghostworks.artifacts_metadata_idx reset (gin_pending_list_limit);

reset role;
