package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * Keeps statements from staying prepared behind a pooler. It shares the server's connections between all who have the role's password,
 * and each of them may give the name of a prepared statement to another one, which would then run in the next tenant's context, with
 * its seal. Asks the server once whether there is a pooler.
 */
final class UnsharedStatements implements Connections {

    /**
     * After how many executions the driver has a statement prepared, unless somebody chose. Another number was chosen by somebody who
     * knows the pooler, and stays.
     */
    private static final int UNCHOSEN = 5;

    private final Connections connections;
    private volatile @Nullable Boolean isPooler;

    UnsharedStatements(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Connection borrow() {
        Connection connection = connections.borrow();
        try {
            if (isPooler(connection)) {
                PgConnection driver = connection.unwrap(PgConnection.class);
                if (driver.getPrepareThreshold() == UNCHOSEN) {
                    driver.setPrepareThreshold(0);
                }
            }
            return connection;
        } catch (SQLException e) {
            connections.discard(connection);
            throw SqlErrors.ofOurs(e);
        }
    }

    private boolean isPooler(Connection connection) throws SQLException {
        Boolean known = isPooler;
        if (known == null) {
            known = connection.isWrapperFor(PgConnection.class)
                    && connection.unwrap(PgConnection.class).getBackendPID() != process(connection);
            isPooler = known;
        }
        return known;
    }

    /** The server process that answers; a pooler tells the driver of another one when it connects. */
    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public void giveBack(Connection connection) {
        connections.giveBack(connection);
    }

    @Override
    public void discard(Connection connection) {
        connections.discard(connection);
    }

    @Override
    public void renew() {
        connections.renew();
    }

    @Override
    public void close() {
        connections.close();
    }
}
