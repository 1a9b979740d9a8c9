create index concurrently artifacts_metadata_idx on ghostworks.artifacts using gin (tenant_id, metadata jsonb_path_ops);
