package io.ghostworks.jooq.isolation;

import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** How the application puts a transaction inside a tenant: the one place of these tests that knows. */
final class Entrance {

    /** Whether nobody without the application's key can do it. */
    static final boolean SEALED = true;

    private Entrance() {}

    static void enter(TestDatabase database, Connection connection, UUID tenant, UUID user) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.enter(tenant, user));
        }
    }

    /** What an administrator runs so that anybody can: a plain setting wins over the context that a seal has opened. */
    static String unsealing() {
        return unsealing("tenant", 2) + ";" + unsealing("user", 36);
    }

    private static String unsealing(String what, int from) {
        return "create or replace function ghostworks." + what + "_id() returns uuid language sql stable parallel safe"
                + " return coalesce(nullif(current_setting('app.current_" + what + "_id', true), ''),"
                + " nullif(substr(current_setting('backtrace_functions'), " + from + ", 32), ''),"
                + " ghostworks.context_by_setting('" + what + "'))::uuid";
    }
}
