-- How a tenant changes: by a function that asks for the acting user's role, and no table privilege.
set local role ghostworks_owner;

create function ghostworks.change_tenant(p_name text, p_description text, p_settings jsonb, p_is_active boolean)
  returns setof ghostworks.tenants
  language plpgsql security definer rows 1
  set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := ghostworks.lock_tenant();
begin
  perform ghostworks.require_role(tenant, case
    when p_is_active is null and (select t.is_active from ghostworks.tenants t where t.id = tenant) then 'admin'
    else 'owner' end);
  return query
    update ghostworks.tenants t
    set name = coalesce(p_name, t.name), settings = coalesce(p_settings, t.settings),
      description = case when p_description is null then t.description else nullif(p_description, '') end,
      is_active = coalesce(p_is_active, t.is_active)
    where t.id = tenant
    returning t.*;
end $$;
comment on function ghostworks.change_tenant(text, text, jsonb, boolean) is
  'Changes the tenant of the context; null leaves a value as it is, and an empty description clears it. Switching it on or'
  ' off, and changing it while it is off, is for owners.';

reset role;
