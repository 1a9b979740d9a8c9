package io.ghostworks.migrations.lock;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One at a time per database and name: also what Flyway's own lock does not cover, the schema and its privileges. Waits by asking again and again: a session that waits inside a statement has a
 * snapshot, and CREATE INDEX CONCURRENTLY would wait for it for ever.
 */
public final class AdvisoryLock {
    private static final long PAUSE_MILLIS = 50;

    private AdvisoryLock() {}

    /** Does the work while the connection, which is in autocommit, holds the lock. */
    public static void holding(Connection connection, String name, Work work) throws SQLException {
        long key = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        while (!call(connection, "select pg_try_advisory_lock(?)", key)) {
            Pause.millis(PAUSE_MILLIS);
        }
        try {
            work.run();
        } finally {
            call(connection, "select pg_advisory_unlock(?)", key);
        }
    }

    private static boolean call(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** What the lock is for. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }
}
