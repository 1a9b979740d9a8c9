package io.ghostworks.junit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** What the next user of a connection would find on it. */
final class ConnectionState {

    private static final String QUESTION = """
            select 'the setting ' || name || ' = ' || setting from pg_catalog.pg_settings
             where source = 'session' and name !~ '^transaction_'
            union all select 'the setting ' || name || ' = ' || current_setting(name, true) from unnest(?) name
             where current_setting(name, true) <> ''
            union all select 'the role ' || current_user where current_user <> session_user
            union all select 'an advisory lock' from pg_catalog.pg_locks
             where locktype = 'advisory' and pid = pg_catalog.pg_backend_pid()
            union all select 'a channel that it listens to: ' || channel from pg_catalog.pg_listening_channels() channel
            union all select 'the statement ' || name || ', prepared by SQL' from pg_catalog.pg_prepared_statements
             where from_sql
            union all select 'the cursor ' || name from pg_catalog.pg_cursors where is_holdable
            union all select 'the temporary table ' || relname from pg_catalog.pg_class
             where relnamespace = pg_catalog.pg_my_temp_schema() and relkind in ('r', 'S', 'v')""";

    private static final List<String> OF_OUR_CONTEXT =
            List.of("app.current_tenant_id", "app.current_user_id", "app.context_seal");

    /** Those with a dot, which PostgreSQL does not list. */
    private final List<String> settings;

    private ConnectionState(List<String> settings) {
        this.settings = settings;
    }

    /** @param settings names with a dot that are looked for too */
    static ConnectionState with(String... settings) {
        List<String> all = new ArrayList<>(OF_OUR_CONTEXT);
        all.addAll(List.of(settings));
        return new ConnectionState(List.copyOf(all));
    }

    /** Each thing in words. */
    Set<String> of(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            found.add("a transaction that was neither committed nor rolled back");
            connection.rollback();
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            found.add("auto-commit switched off");
            connection.setAutoCommit(true);
        }
        try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
            statement.setArray(1, connection.createArrayOf("text", settings.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
