-- The schema; `Provisioner` makes it, the roles and the extensions.
set local role ghostworks_owner;

grant usage on schema ghostworks to authenticated_users, ghostworks_search, ghostworks_sign_in;

reset role;
