package io.ghostworks.jooq.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** How the application puts a transaction inside a tenant: the one place of these tests that knows. */
final class Entrance {

    /** Whether nobody without the application's key can do it. */
    static final boolean SEALED = false;

    private static final String ENTER =
            "select set_config('app.current_tenant_id', ?, true), set_config('app.current_user_id', ?, true)";

    private Entrance() {}

    static void enter(Connection connection, UUID tenant, UUID user) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, tenant.toString());
            statement.setString(2, user.toString());
            statement.execute();
        }
    }

    /** What an administrator runs so that anybody can. */
    static String unsealing() {
        return "select 1";
    }
}
