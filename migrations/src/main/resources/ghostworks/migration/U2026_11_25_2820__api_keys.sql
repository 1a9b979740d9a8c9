-- API keys are gone, and what uses them is shut out.
set local role ghostworks_owner;

drop function
  ghostworks.enter_by_key(text, bytea),
  ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea), ghostworks.note_api_key_use(uuid, uuid, bytea),
  ghostworks.revoke_api_key(uuid);
drop table ghostworks.api_keys;
revoke execute on function ghostworks.tenant_id(), ghostworks.user_id() from ghostworks_seal;

reset role;
