package io.ghostworks.operations.tenant;

import java.sql.SQLException;

/** The newest migration of Ghostworks that a database has. Asked on the connection at hand, so that it is of the same moment. */
final class SchemaVersion {
    private SchemaVersion() {}

    static String of(AdministratorSession session) throws SQLException {
        return session.text("""
                select version from ghostworks.flyway_schema_history
                where success and version is not null
                order by installed_rank desc limit 1""");
    }
}
