package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection of its own for every borrower, closed when given back. */
final class FreshConnections implements Connections {

    private final PGSimpleDataSource server;

    FreshConnections(DatabaseSettings settings) {
        this.server = Driver.dataSource(settings);
    }

    @Override
    public Connection borrow() {
        try {
            return server.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.unavailable(e);
        }
    }

    @Override
    public void giveBack(Connection connection) {
        discard(connection);
    }

    @Override
    public void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server notices that the client is gone, and nobody gets the connection again.
        }
    }

    @Override
    public void renew() {
        // Every one is new.
    }

    @Override
    public void close() {
        // Each borrower closes its own.
    }
}
