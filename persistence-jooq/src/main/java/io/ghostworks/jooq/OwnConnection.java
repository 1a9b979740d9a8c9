package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One connection beside a pool, with time-outs of seconds: made when it is first needed, kept, and made again when it is gone. */
final class OwnConnection implements Connections {
    private static final int SECONDS = 2;

    private final PGSimpleDataSource server;
    private @Nullable Connection kept;

    OwnConnection(DatabaseSettings settings) {
        server = Driver.dataSource(settings);
        server.setApplicationName("ghostworks health");
        server.setConnectTimeout(SECONDS);
        server.setLoginTimeout(SECONDS);
        server.setSocketTimeout(SECONDS);
    }

    /** Whether the next one that is lent was made before, and may be gone by now. */
    synchronized boolean isKept() {
        return kept != null;
    }

    @Override
    public synchronized Connection borrow() {
        Connection lent = kept;
        kept = null;
        if (lent != null) {
            return lent;
        }
        try {
            return server.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.unavailable(e);
        }
    }

    @Override
    public synchronized void giveBack(Connection connection) {
        try {
            if (kept == null && !connection.isClosed()) {
                kept = connection;
                return;
            }
        } catch (SQLException e) {
            // Then it is gone.
        }
        discard(connection);
    }

    @Override
    public void discard(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone either way.
        }
    }

    @Override
    public void renew() {
        close();
    }

    @Override
    public synchronized void close() {
        Connection old = kept;
        kept = null;
        if (old != null) {
            discard(old);
        }
    }
}
