-- Built while others read and write: about a minute for 250,000 artifacts of 230 bytes on a busy machine. Raise
-- maintenance_work_mem of the migrating role for a large table.
create index concurrently artifacts_keys_idx on ghostworks.artifacts
  using gin (ghostworks.search_keys(rank, tenant_id, name, tags, metadata, search_document)) with (gin_pending_list_limit = 1024);
