create index concurrently artifacts_tags_idx on ghostworks.artifacts using gin (tenant_id, tags);
