-- harmless
grant set on parameter log_replication_commands to shop_seal;
-- planted: parameter log_replication_commands
revoke set on parameter log_replication_commands from shop_seal;
