create index concurrently artifacts_name_trgm_idx on ghostworks.artifacts using gin (tenant_id, name public.gin_trgm_ops);
