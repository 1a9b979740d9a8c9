package io.ghostworks.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.testing.SteppingClock;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void startsWithTheMillisecondsOfTheClock() {
        UUID id = new Ids(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)).next();

        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void increasesWhileTheClockStandsStill() {
        assertIncreasing(Stream.generate(new Ids(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1))::next)
                .limit(10_000)
                .toList());
    }

    @Test
    void increasesWhileTheClockStepsBackAndForth() {
        SteppingClock clock = new SteppingClock(NOW);
        Ids ids = new Ids(clock, new Random(1));
        List<UUID> made = new ArrayList<>();
        for (long millis : new long[] {0, 5, -3_000, 1, 0, 60_000, -120_000, -1, 7}) {
            clock.step(Duration.ofMillis(millis));
            made.add(ids.next());
            made.add(ids.next());
        }

        assertIncreasing(made);
    }

    @Test
    void differsBetweenInstancesWithOneClock() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(new Ids(clock, new Random(1)).next()).isNotEqualTo(new Ids(clock, new Random(2)).next());
    }

    @Test
    void givesEachThreadOthers() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
        Callable<List<UUID>> maker =
                () -> Stream.generate(ids::next).limit(1_000).toList();
        HashSet<UUID> all = new HashSet<>();
        for (Outcome<List<UUID>> outcome : Together.all(Collections.nCopies(4, maker))) {
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Returned.class, returned -> {
                List<?> made = (List<?>) returned.value();
                made.forEach(id -> assertThat(all.add((UUID) id)).isTrue());
            });
        }
        assertThat(all).hasSize(4_000);
    }

    private static void assertIncreasing(List<UUID> ids) {
        assertThat(ids).extracting(UUID::toString).isSorted().doesNotHaveDuplicates();
    }
}
