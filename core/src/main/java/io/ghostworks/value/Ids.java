package io.ghostworks.value;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): ordered by time, so that they sit next to each other in an index.
 * Within one instance they strictly increase, also within a millisecond and when the clock steps back (section 6.2,
 * method 3: the 12 bits after the milliseconds count up from the fraction of the millisecond). Safe for all threads.
 */
public final class Ids {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;
    /** The last timestamp given out, in 1/4096 of a millisecond; it only grows. */
    private final AtomicLong last = new AtomicLong();

    /** @param random must be safe for all threads and unpredictable, such as {@link java.security.SecureRandom} */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than every one before it. */
    public UUID next() {
        var now = clock.instant();
        long time = now.getEpochSecond() * 1000 * 4096 + now.getNano() * 4096L / 1_000_000;
        long ticks = last.accumulateAndGet(time, (old, current) -> Math.max(old + 1, current));
        return new UUID(((ticks >>> 12) << 16) | VERSION_7 | (ticks & 0xFFF), VARIANT | (random.nextLong() >>> 2));
    }
}
