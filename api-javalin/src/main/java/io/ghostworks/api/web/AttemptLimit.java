package io.ghostworks.api.web;

import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often something is tried under one key within a time. Remembers the most recent keys only, so that a flood
 * of new keys cannot fill the memory; of one server, not of all of them. Safe for all threads.
 */
public final class AttemptLimit {

    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final int allowed;
    private final Duration time;
    /** By age of last use, the oldest first. */
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    public AttemptLimit(Clock clock, int allowed, Duration time) {
        this.clock = clock;
        this.time = time;
        this.allowed = allowed;
    }

    /** @throws RateLimited if this is one attempt too many */
    public void attempt(String key) {
        Duration wait = count(key);
        if (wait.isPositive()) {
            throw new RateLimited(wait);
        }
    }

    /** Whether the next attempt would be one too many. */
    public boolean isSpent(String key) {
        return untilUnspent(key).isPositive();
    }

    /** @throws RateLimited if the next attempt would be one too many; counts nothing */
    public void requireUnspent(String key) {
        Duration wait = untilUnspent(key);
        if (wait.isPositive()) {
            throw new RateLimited(wait);
        }
    }

    private synchronized Duration untilUnspent(String key) {
        Window window = windows.get(key);
        return window != null && window.attempts >= allowed
                ? Duration.between(clock.instant(), window.end)
                : Duration.ZERO;
    }

    /** Counts an attempt. Answers how long it should have waited; zero if it need not have. */
    public synchronized Duration count(String key) {
        Instant now = clock.instant();
        Window window = windows.get(key);
        if (window == null || !now.isBefore(window.end)) {
            window = new Window(now.plus(time));
            windows.put(key, window);
        }
        window.attempts++;
        return window.attempts > allowed ? Duration.between(now, window.end) : Duration.ZERO;
    }

    private static final class Window {

        private final Instant end;
        private int attempts;

        private Window(Instant end) {
            this.end = end;
        }
    }
}
