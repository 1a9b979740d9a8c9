create index concurrently artifacts_search_idx on ghostworks.artifacts using gin (tenant_id, search_document);
