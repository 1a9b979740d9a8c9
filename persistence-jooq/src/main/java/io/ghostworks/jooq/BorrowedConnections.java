package io.ghostworks.jooq;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The connections of somebody else's pool. */
record BorrowedConnections(DataSource dataSource) implements Connections {

    @Override
    public Connection borrow() {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.unavailable(e);
        }
        try {
            requireNoTransaction(connection);
            return connection;
        } catch (SQLException e) {
            discard(connection);
            throw SqlErrors.unavailable(e);
        } catch (IllegalStateException refused) {
            giveBack(connection);
            throw refused;
        }
    }

    /** Looks without asking the server, and without changing what is somebody else's. */
    private static void requireNoTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new UnusableDatabase(
                    "the data source hands out connections that are not in auto-commit mode, since it takes part in"
                            + " transactions of its caller, or its pool has autoCommit=false",
                    "give Database.over a data source without either; Database.dataSource() is what takes part in"
                            + " transactions");
        }
        if (connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            throw new UnusableDatabase(
                    "the data source hands out a connection on which a transaction is open, which is its caller's, or was"
                            + " begun by SQL and not ended",
                    "give Database.over a data source that hands out connections of its own, and end what SQL begins");
        }
    }

    @Override
    public void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            discard(connection);
        }
    }

    /** JDBC has no word for "not this one again", so a pool that we do not know gets a dead connection back. */
    @Override
    public void discard(Connection connection) {
        if (dataSource instanceof HikariDataSource hikari) {
            hikari.evictConnection(connection);
            return;
        }
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The pool cannot be told more than that.
        }
    }

    @Override
    public void renew() {
        // Its owner decides it.
    }

    @Override
    public void close() {
        // Its owner closes it.
    }
}
