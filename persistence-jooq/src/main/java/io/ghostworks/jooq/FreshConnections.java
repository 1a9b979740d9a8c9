package io.ghostworks.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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
    public Optional<PoolStatus> status() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Each borrower closes its own.
    }
}
