-- harmless
grant set on parameter log_replication_commands to shop_seal;
grant set on parameter log_duration to shop_app;
alter role shop_app set statement_timeout = '1s';
-- planted: parameter log_replication_commands, parameter log_replication_commands, parameter log_replication_commands, setting log_replication_commands of role shop_app
grant set, alter system on parameter log_replication_commands to shop_other;
grant set on parameter log_replication_commands to shop_seal with grant option;
alter role shop_app set log_replication_commands = on;
