package io.ghostworks.benchmarks.bulk;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What somebody would write by hand: COPY, as the application's role, inside the tenant. */
record RawBulk(TestDatabase database, Scope scope) {

    void load(byte[] rows) {
        inside((connection, statement) -> {
            statement.execute("create temporary table staging"
                    + " (id uuid, name text, description text, tags text[], metadata jsonb) on commit drop");
            copy(connection).copyIn("copy staging from stdin", new ByteArrayInputStream(rows), 64 * 1024);
            statement.execute("insert into ghostworks.artifacts"
                    + " (tenant_id, id, name, description, tags, metadata, created_by)"
                    + " select '" + scope.tenant() + "', id, name, description, tags, metadata, '" + scope.actor()
                    + "' from staging");
        });
    }

    void dump() {
        inside((connection, statement) -> copy(connection)
                .copyOut(
                        "copy (select id, name, description, tags, metadata, created_by, is_active, version, created_at,"
                                + " updated_at from ghostworks.artifacts where tenant_id = '" + scope.tenant()
                                + "' and is_active) to stdout",
                        OutputStream.nullOutputStream()));
    }

    private void inside(Work work) {
        try (Connection connection = database.app().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    database.enter(scope.tenant().value(), scope.actor().value()));
            work.run(connection, statement);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private interface Work {

        void run(Connection connection, Statement statement) throws SQLException, IOException;
    }
}
