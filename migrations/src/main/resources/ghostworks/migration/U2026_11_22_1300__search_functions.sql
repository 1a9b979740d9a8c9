-- Takes search in definer functions away. The owner of the schema may drop what the search role owns in it.
set local role ghostworks_owner;

drop function
  ghostworks.count_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz),
  ghostworks.search_artifacts(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz,
    real, timestamptz, uuid, integer),
  ghostworks.artifacts_near(uuid, tsquery, text, text[], text[], jsonb, uuid, timestamptz, timestamptz, uuid),
  ghostworks.artifact_conditions(text, text, text, text[], text[], jsonb, uuid, timestamptz, timestamptz),
  ghostworks.like_pattern(text), ghostworks.has_trigram(text);
revoke select (tenant_id, id, name, tags, metadata, created_by, is_active, created_at, search_document)
  on ghostworks.artifacts from ghostworks_search;
drop policy search_reader on ghostworks.artifacts;
drop index ghostworks.artifacts_author_idx;

reset role;
