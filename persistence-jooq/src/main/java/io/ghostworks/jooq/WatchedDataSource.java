package io.ghostworks.jooq;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers whether the last attempt to connect failed, and how. */
final class WatchedDataSource implements DataSource {

    private final DataSource server;
    private final LongAdder connects = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable SQLException outage;

    WatchedDataSource(DataSource server) {
        this.server = server;
    }

    /** Why the last attempt to connect failed; empty if it succeeded, or there was none. */
    Optional<SQLException> outage() {
        return Optional.ofNullable(outage);
    }

    /** Connections made. */
    long connects() {
        return connects.sum();
    }

    /** Attempts that failed. */
    long failures() {
        return failures.sum();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = server.getConnection();
            outage = null;
            connects.increment();
            return connection;
        } catch (SQLException e) {
            outage = e;
            failures.increment();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return server.getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return server.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        server.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        server.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return server.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.ghostworks");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return server.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return server.isWrapperFor(type);
    }
}
