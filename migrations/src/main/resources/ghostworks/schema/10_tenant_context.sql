-- The tenant context.
set local role ghostworks_owner;

create function ghostworks.context_missing(what text) returns text
  language plpgsql stable parallel safe
as $$
begin
  raise exception '% context is not set', what
    using errcode = 'insufficient_privilege', hint = format('Set app.current_%s_id in this transaction.', what);
end $$;

create function ghostworks.tenant_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_tenant_id', true), ''), ghostworks.context_missing('tenant'))::uuid;
comment on function ghostworks.tenant_id() is
  'The tenant of this transaction. Raises 42501 when there is none; the nil UUID means: deliberately outside any tenant.';

create function ghostworks.user_id() returns uuid
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.current_user_id', true), ''), ghostworks.context_missing('user'))::uuid;
comment on function ghostworks.user_id() is 'The user who acts in this transaction. Raises 42501 when there is none.';

create function ghostworks.outside_tenants() returns boolean
  language sql stable parallel safe
  return ghostworks.tenant_id() = '00000000-0000-0000-0000-000000000000'::uuid;
comment on function ghostworks.outside_tenants() is
  'True when the transaction deliberately works outside any tenant, with the nil UUID as its context.';

reset role;
