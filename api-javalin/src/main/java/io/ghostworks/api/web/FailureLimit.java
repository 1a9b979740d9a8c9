package io.ghostworks.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing under one key: some failures are free, then each makes the next attempt wait twice as long as the one
 * before. An attempt counts as a failure from its beginning until {@link #excuse} says that it was none, so that a thousand
 * guesses at once are a thousand. Remembers a bounded number of keys; of one server, not of all of them. Safe for all threads.
 */
public final class FailureLimit {

    static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    static final int REMEMBERED = 50_000;

    private final Clock clock;
    private final int free;
    private final Cache<String, Failures> keys = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** @param free how many failures cost nothing */
    public FailureLimit(Clock clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    /** @param until when the next attempt may come */
    private record Failures(int count, Instant last, Instant until) {}

    /**
     * Begins an attempt.
     *
     * @throws RateLimited if it comes too early; then it does not count
     */
    public void attempt(String key) {
        Instant now = clock.instant();
        keys.asMap().compute(key, (k, known) -> after(known, now));
    }

    /** The attempt just made under that key was no failure. */
    public void excuse(String key) {
        keys.asMap().computeIfPresent(key, (k, known) -> before(known));
    }

    /** Whoever holds this key has proven that it is theirs. */
    public void forget(String key) {
        keys.invalidate(key);
    }

    /** How many keys are in memory. */
    long remembered() {
        keys.cleanUp();
        return keys.estimatedSize();
    }

    private Failures after(@Nullable Failures known, Instant now) {
        if (known == null || known.last.plus(FORGOTTEN_AFTER).isBefore(now)) {
            return new Failures(1, now, now.plus(waitAfter(1)));
        }
        if (now.isBefore(known.until)) {
            throw new RateLimited(Duration.between(now, known.until));
        }
        int count = known.count + 1;
        return new Failures(count, now, now.plus(waitAfter(count)));
    }

    private @Nullable Failures before(Failures known) {
        int count = known.count - 1;
        return count == 0 ? null : new Failures(count, known.last, known.last.plus(waitAfter(count)));
    }

    private Duration waitAfter(int failures) {
        int beyond = failures - free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
