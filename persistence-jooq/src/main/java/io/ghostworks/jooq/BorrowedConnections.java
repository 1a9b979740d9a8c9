package io.ghostworks.jooq;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections of somebody else's pool. */
record BorrowedConnections(DataSource dataSource) implements Connections {

    @Override
    public Connection borrow() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.unavailable(e);
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
    public void close() {
        // Its owner closes it.
    }
}
