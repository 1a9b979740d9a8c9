-- The application inserts, changes and deletes memberships itself again, and finds a user's id by email.
set local role ghostworks_owner;

create function ghostworks.find_user_id(p_email text) returns uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select u.id from ghostworks.users u where u.email = p_email and u.is_active;
end;
revoke execute on function ghostworks.find_user_id(text) from public;
grant execute on function ghostworks.find_user_id(text) to authenticated_users;

grant insert (id, name, slug, description, settings, created_at, updated_at) on ghostworks.tenants
  to authenticated_users;
grant delete, insert (tenant_id, user_id, role, created_at, updated_at), update (role, is_active)
  on ghostworks.workspace_memberships to authenticated_users;

drop function
  ghostworks.remove_member(uuid), ghostworks.change_member(uuid, text, boolean), ghostworks.lock_member(uuid),
  ghostworks.add_member(text, text, timestamptz), ghostworks.create_tenant(text, text, text, jsonb, timestamptz),
  ghostworks.require_role(uuid, text);

reset role;
