package io.ghostworks.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing under one key: some failures are free, then each makes the next attempt wait twice as long as the one
 * before. Failures are forgotten one by one as time passes, whatever else is tried meanwhile. An attempt counts as a failure
 * from its beginning until {@link Attempt#excuse} says that it was none, so that a thousand guesses at once are a thousand.
 * Remembers a bounded number of keys of bounded length; of one server, not of all of them. Safe for all threads.
 */
public final class FailureLimit {

    static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** So many times the first wait doubles before it is the longest. */
    private static final int DOUBLINGS = 5;
    /** In this time as many failures are forgotten as are free. */
    private static final Duration FREE_AGAIN = Duration.ofHours(1);

    private static final Duration LONGEST_MEMORY_OF_ONE = Duration.ofMinutes(10);
    static final int REMEMBERED = 50_000;
    static final int LONGEST_KEY = 100;

    private final Clock clock;
    private final int free;
    private final Duration memoryOfOne;
    private final Cache<String, Failures> keys = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** @param free how many failures cost nothing; at least 1 */
    public FailureLimit(Clock clock, int free) {
        this.clock = clock;
        this.free = free;
        Duration each = FREE_AGAIN.dividedBy(free);
        this.memoryOfOne = each.compareTo(LONGEST_MEMORY_OF_ONE) < 0 ? each : LONGEST_MEMORY_OF_ONE;
    }

    /**
     * @param since one failure is forgotten whenever {@link #memoryOfOne} has passed from here
     * @param before what {@code until} was before the last attempt
     * @param until when the next attempt may come
     */
    private record Failures(int count, Instant since, Instant before, Instant until) {

        Failures forgotten(Instant now, Duration memoryOfOne) {
            long many = Duration.between(since, now).dividedBy(memoryOfOne);
            return many < count
                    ? new Failures(count - (int) many, since.plus(memoryOfOne.multipliedBy(many)), before, until)
                    : new Failures(0, now, before, until);
        }
    }

    /** One attempt, which is a failure unless it is excused. */
    public final class Attempt {

        private final String key;
        private final Instant until;

        private Attempt(String key, Instant until) {
            this.key = key;
            this.until = until;
        }

        /** It was no failure: everything is as if it had not been made. Call it once at most. */
        public void excuse() {
            keys.asMap().computeIfPresent(key, (k, known) -> without(known, until));
        }
    }

    /**
     * Begins an attempt.
     *
     * @throws RateLimited if it comes too early; then it does not count
     * @throws IllegalArgumentException if the key is longer than anything that may be kept
     */
    public Attempt attempt(String key) {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a key of " + key.length() + " characters: keep a hash of it");
        }
        Instant now = clock.instant();
        Failures counted = Objects.requireNonNull(keys.asMap().compute(key, (k, known) -> with(known, now)));
        return new Attempt(key, counted.until);
    }

    /** The owner of this key has proven who they are: forget all failures. */
    public void forget(String key) {
        keys.invalidate(key);
    }

    /** How many keys are in memory. */
    long remembered() {
        keys.cleanUp();
        return keys.estimatedSize();
    }

    private Failures with(@Nullable Failures known, Instant now) {
        if (known != null && now.isBefore(known.until)) {
            throw new RateLimited(Duration.between(now, known.until));
        }
        Failures past = known == null ? new Failures(0, now, now, now) : known.forgotten(now, memoryOfOne);
        // The count has a maximum; without it a week of guesses would be remembered for weeks.
        int count = Math.min(past.count + 1, free + DOUBLINGS);
        return new Failures(count, past.since, past.until, now.plus(waitAfter(count)));
    }

    /** A later attempt made a wait of its own, which stays. */
    private static @Nullable Failures without(Failures known, Instant until) {
        int count = known.count - 1;
        if (count <= 0) {
            return null;
        }
        boolean isLast = known.until.equals(until);
        return new Failures(count, known.since, known.before, isLast ? known.before : known.until);
    }

    private Duration waitAfter(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << (failures - free));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
