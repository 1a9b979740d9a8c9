-- Takes the initial schema away, and with it all data. What a server's other databases may share stays: the roles, and
-- the extensions, which `V` only made sure of.
set local role ghostworks_owner;

drop function
  ghostworks.revoke_session(bytea, timestamptz),
  ghostworks.rotate_refresh_token(bytea, bytea, timestamptz, timestamptz),
  ghostworks.open_session(uuid, uuid, bytea, timestamptz, timestamptz),
  ghostworks.find_user_id(text), ghostworks.find_credentials(text);
drop table
  ghostworks.audit_entries, ghostworks.idempotency_keys, ghostworks.artifacts, ghostworks.workspace_memberships,
  ghostworks.tenants, ghostworks.refresh_tokens, ghostworks.sessions, ghostworks.users;
drop function
  ghostworks.tags_valid(text[]), ghostworks.search_document(text, text, text[]),
  ghostworks.require_owner(), ghostworks.count_members(), ghostworks.enter_context(text, text), ghostworks.touch(),
  ghostworks.isolate(regclass, name), ghostworks.isolation_obstacle(regclass, name),
  ghostworks.outside_tenants(), ghostworks.user_id(), ghostworks.tenant_id(), ghostworks.context_missing(text);

revoke usage on schema ghostworks from authenticated_users, ghostworks_search;

reset role;
