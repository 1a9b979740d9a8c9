-- Takes back that a password may be hashed anew.
set local role ghostworks_owner;

drop function ghostworks.replace_password_hash(uuid, text, text);

reset role;
