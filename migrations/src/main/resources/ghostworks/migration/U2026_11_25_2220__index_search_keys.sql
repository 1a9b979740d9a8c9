drop index concurrently ghostworks.artifacts_keys_idx;
