drop index concurrently ghostworks.artifacts_tags_idx;
