package io.ghostworks;

import io.ghostworks.value.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The clock and the generator that a facade is given: every time, id and random number of ours comes from here. Times are cut to the microsecond here, once, because that is what the
 * database keeps.
 */
public final class TimeAndIds {

    private final Clock clock;
    private final RandomGenerator random;
    private final Ids ids;

    /** @param random must be safe for all threads and unpredictable, such as {@link java.security.SecureRandom} */
    public TimeAndIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.ids = new Ids(clock, random);
    }

    /** The system's clock and an unpredictable generator: what everything but a test wants. */
    public static TimeAndIds system() {
        return new TimeAndIds(Clock.systemUTC(), new SecureRandom());
    }

    /** This moment, to the microsecond. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A new id, greater than all before it. */
    public UUID id() {
        return ids.next();
    }

    RandomGenerator random() {
        return random;
    }
}
