package io.ghostworks.migrations;

import io.ghostworks.migrations.lock.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a migration waits for a lock that others hold, and how often it tries. While it waits, everybody who comes
 * after it waits too, so it waits briefly, gives way, and comes again.
 *
 * @param timeout for each lock, at least a millisecond
 * @param attempts how often in all, at least once
 */
public record LockPatience(Duration timeout, int attempts) {
    /** Five seconds, which a request survives, six times. */
    public static final LockPatience DEFAULT = new LockPatience(Duration.ofSeconds(5), 6);

    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01"); // lock not available, deadlock detected
    private static final long PAUSE_MILLIS = 250;

    public LockPatience {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("the lock timeout must be at least 1 ms");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("the number of attempts must be at least 1");
        }
    }

    String sql() {
        return "set lock_timeout = " + timeout.toMillis();
    }

    /** Gives those who waited behind the migration their turn. */
    void pause(int attempt) {
        Pause.millis(Math.min(timeout.toMillis(), PAUSE_MILLIS * attempt));
    }

    static boolean isInTheWay(@Nullable SQLException e) {
        return e != null && IN_THE_WAY.contains(String.valueOf(e.getSQLState()));
    }
}
