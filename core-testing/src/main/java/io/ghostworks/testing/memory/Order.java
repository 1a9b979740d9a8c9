package io.ghostworks.testing.memory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/** PostgreSQL's orders, where Java's natural ones differ. */
final class Order {

    /** As unsigned bytes; Java compares two signed numbers. */
    static final Comparator<UUID> IDS = Comparator.<UUID>comparingLong(
                    id -> id.getMostSignificantBits() + Long.MIN_VALUE)
            .thenComparingLong(id -> id.getLeastSignificantBits() + Long.MIN_VALUE);

    /** By code point, as collation C in UTF-8; Java compares UTF-16 units. */
    static final Comparator<String> TEXTS = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private Order() {}

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
