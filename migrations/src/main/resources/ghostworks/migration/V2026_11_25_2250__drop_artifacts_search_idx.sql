drop index concurrently ghostworks.artifacts_search_idx;
