package io.ghostworks.junit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection, lent to one borrower at a time, and looked at whenever it comes back. Safe for all threads.
 */
final class PoolOfOne implements DataSource, AutoCloseable {

    /** Longer than any statement of a test, and short enough that somebody still looks. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final HikariDataSource hikari;
    private final ConnectionState looked;
    /** Who has the connection; null while it is in the pool. */
    private volatile @Nullable Borrower borrower;

    private final List<String> complaints = new ArrayList<>();

    PoolOfOne(DataSource server, ConnectionState looked) {
        this.looked = looked;
        HikariConfig config = new HikariConfig();
        config.setPoolName("ghostworks-test");
        config.setDataSource(server);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        this.hikari = new HikariDataSource(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection;
        try {
            connection = hikari.getConnection();
        } catch (SQLTransientConnectionException e) {
            Borrower holder = borrower;
            throw new SQLTransientConnectionException(
                    "the one connection of this test is in use" + (holder == null ? "" : ": borrowed " + holder),
                    e.getSQLState(),
                    e);
        }
        Borrower now = Borrower.ofThisThread(connection);
        borrower = now;
        return Lent.of(connection, looked, left -> returned(now, left));
    }

    @SuppressWarnings("ReferenceEquality") // One borrower of two that look the same.
    private synchronized void returned(Borrower from, List<String> left) {
        if (borrower == from) {
            borrower = null;
        }
        for (String leftover : left) {
            complaints.add(leftover + ", left on the connection that was borrowed " + from);
        }
    }

    /**
     * Forgets what it says.
     *
     * @param test who is named
     * @throws AssertionError if a connection is still lent, or something was left on one
     */
    synchronized void requireClean(String test) {
        List<String> said = new ArrayList<>(complaints);
        complaints.clear();
        Borrower holder = borrower;
        if (holder != null) {
            said.add("a connection that was never closed, borrowed " + holder);
            // The next test has done nothing wrong, and gets a connection of its own.
            borrower = null;
            hikari.evictConnection(holder.connection());
        }
        if (!said.isEmpty()) {
            throw new AssertionError(test + " has left something behind: " + String.join("; ", said));
        }
    }

    @Override
    public void close() {
        hikari.close();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the connection of a test is the application's");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is logged.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the time-out of a test's pool is fixed");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.ghostworks.junit");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("not a " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
