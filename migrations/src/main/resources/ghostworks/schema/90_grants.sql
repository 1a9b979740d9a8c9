-- Grants: nothing to PUBLIC, and to the application no more than its statements need. Of a whole table only SELECT, which
-- lets LOCK TABLE no further than reading does: any other privilege of a table locks it against all tenants.
set local role ghostworks_owner;

revoke execute on all functions in schema ghostworks from public;
grant execute on function
  ghostworks.tenant_id(), ghostworks.user_id(), ghostworks.outside_tenants(),
  ghostworks.search_folded(text), ghostworks.search_words(text), ghostworks.search_document(text, text, text[]),
  ghostworks.search_space(uuid), ghostworks.search_pieces(jsonb),
  ghostworks.search_keys(smallint, uuid, text, text[], jsonb, tsvector),
  ghostworks.is_visible(text), ghostworks.tags_valid(text[])
  to authenticated_users, ghostworks_search;
grant execute on function
  ghostworks.touch(), ghostworks.settle_artifacts(),
  ghostworks.create_tenant(text, text, text, jsonb, timestamptz), ghostworks.add_member(text, text, timestamptz),
  ghostworks.lock_member(uuid), ghostworks.change_member(uuid, text, boolean), ghostworks.remove_member(uuid),
  ghostworks.change_tenant(text, text, jsonb, boolean), ghostworks.delete_tenant(),
  ghostworks.clear_idempotency_keys(timestamptz),
  ghostworks.invite(uuid, text, text), ghostworks.resend_invitation(uuid), ghostworks.revoke_invitation(uuid),
  ghostworks.revoke_api_key(uuid)
  to authenticated_users;

grant execute on function
  ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz),
  ghostworks.find_credentials(text), ghostworks.replace_password_hash(uuid, text, text),
  ghostworks.verify_email(uuid, text),
  ghostworks.open_session(uuid, uuid, bytea, integer, text, text),
  ghostworks.rotate_refresh_token(bytea, bytea, integer), ghostworks.revoke_session(bytea),
  ghostworks.list_sessions(uuid, uuid), ghostworks.end_session(uuid, uuid, uuid), ghostworks.end_sessions(uuid, uuid),
  ghostworks.find_own_password(uuid, uuid), ghostworks.change_password(uuid, uuid, text, text),
  ghostworks.request_verification(uuid, uuid), ghostworks.request_password_reset(text),
  ghostworks.verify_email_by_token(bytea), ghostworks.may_reset_password(bytea),
  ghostworks.reset_password(bytea, text), ghostworks.claim_mail(integer), ghostworks.prepare_mail(uuid, bytea),
  ghostworks.settle_mail(uuid),
  ghostworks.accept_invitation(uuid, uuid, bytea), ghostworks.may_accept_invitation(bytea),
  ghostworks.accept_invitation_anew(bytea, uuid, text, text, text),
  ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea), ghostworks.note_api_key_use(uuid, uuid, bytea)
  to ghostworks_sign_in;

grant select (id, email, first_name, last_name, is_verified, is_active, version, created_at, updated_at)
  on ghostworks.users to authenticated_users;
grant select (id, user_id, created_at, revoked_at) on ghostworks.sessions to authenticated_users;
grant select on ghostworks.tenants to authenticated_users;
grant select on ghostworks.workspace_memberships to authenticated_users;
grant select (tenant_id, id, email, role, invited_by, created_at, expires_at) on ghostworks.invitations to authenticated_users;
grant select (tenant_id, id, name, role, created_by, created_at, expires_at, last_used_at)
  on ghostworks.api_keys to authenticated_users;
grant select,
  insert (tenant_id, id, name, description, tags, metadata, created_by, created_at, updated_at),
  update (name, description, tags, metadata, is_active)
  on ghostworks.artifacts to authenticated_users;
grant select,
  insert (tenant_id, user_id, key, fingerprint, artifact_id, created_at),
  update (fingerprint, artifact_id, created_at)
  on ghostworks.idempotency_keys to authenticated_users;

reset role;
