package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while that the server had no room or no resources for a change. Nothing but a change can find that out: a
 * server whose disk is full says of itself that it accepts them. It is forgotten by itself, so that changes are tried again.
 * Safe for all threads.
 */
final class RefusedChanges implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    /** Long enough for a load balancer that asks every 10 seconds and believes the third answer. */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    @SuppressWarnings("serial") // never serialised
    private final LongSupplier nanoTime;

    /** By {@link #nanoTime}; null before the first. */
    private volatile @Nullable Long last;

    /** @param nanoTime nanoseconds of a clock that never goes back */
    RefusedChanges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void exception(ExecuteContext context) {
        SQLException e = context.sqlException();
        if (e != null) {
            note(e);
        }
    }

    void note(SQLException e) {
        if (SqlErrors.isExhausted(e)) {
            last = nanoTime.getAsLong();
        }
    }

    /** Whether a change was refused within the last {@link #REMEMBERED}. */
    boolean isRecent() {
        Long known = last;
        return known != null && nanoTime.getAsLong() - known < REMEMBERED.toNanos();
    }
}
