-- Every search reads what waits to be merged into its index, up to 4 MB by default: after many changes each took 16 ms of it,
-- until the next vacuum. At 512 kB it is some 2 ms, and 10,000 new artifacts take a third longer.
set local role ghostworks_owner;

alter index ghostworks.artifacts_name_trgm_idx set (gin_pending_list_limit = 512);
alter index ghostworks.artifacts_search_idx set (gin_pending_list_limit = 512);
alter index ghostworks.artifacts_tags_idx set (gin_pending_list_limit = 512);
alter index ghostworks.artifacts_metadata_idx set (gin_pending_list_limit = 512);

reset role;
