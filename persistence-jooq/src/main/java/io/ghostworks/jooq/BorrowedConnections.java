package io.ghostworks.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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
    public Optional<PoolStatus> status() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Its owner closes it.
    }
}
