package io.ghostworks.api.web;

import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often something is tried under one key within a minute. Remembers the most recent keys only, so that a flood
 * of new keys cannot fill the memory; of one server, not of all of them. Safe for all threads.
 */
public final class AttemptLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final int allowed;
    /** By age of last use, the oldest first. */
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    public AttemptLimit(Clock clock, int allowed) {
        this.clock = clock;
        this.allowed = allowed;
    }

    /** @throws RateLimited if this is one attempt too many */
    public synchronized void attempt(String key) {
        Instant now = clock.instant();
        Window window = windows.get(key);
        if (window == null || !now.isBefore(window.end)) {
            window = new Window(now.plus(WINDOW));
            windows.put(key, window);
        }
        window.attempts++;
        if (window.attempts > allowed) {
            throw new RateLimited(Duration.between(now, window.end));
        }
    }

    private static final class Window {

        private final Instant end;
        private int attempts;

        private Window(Instant end) {
            this.end = end;
        }
    }
}
