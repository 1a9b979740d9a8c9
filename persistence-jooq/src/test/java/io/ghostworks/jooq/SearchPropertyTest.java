package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import io.ghostworks.value.Page;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random filters over random artifacts: PostgreSQL answers as brute force in memory does. Each round has a number of its
 * own that makes all of its artifacts and filters; more of them, and others, by system properties.
 */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPropertyTest {

    private static final int ROUNDS = Integer.getInteger("ghostworks.search.rounds", 30);
    private static final long FIRST_ROUND = Long.getLong("ghostworks.search.seed", 1);
    private static final int FILTERS = 80;

    private final Database adapter;
    private final World postgres;
    private final World memory = new World(new InMemoryGhostworks().ports());

    SearchPropertyTest(TestDatabase database) {
        adapter = Database.open(TestPorts.settings(database), TestPorts.key(database));
        postgres = new World(TestPorts.of(adapter, database));
    }

    static LongStream rounds() {
        return LongStream.range(FIRST_ROUND, FIRST_ROUND + ROUNDS);
    }

    @AfterAll
    void close() {
        adapter.close();
    }

    @ParameterizedTest(name = "ghostworks.search.seed={0}")
    @MethodSource("rounds")
    void findsWhatBruteForceFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomArtifacts some = new RandomArtifacts(random);
        List<Artifact> artifacts = some.some();
        Room real = furnished(postgres, artifacts);
        Room brute = furnished(memory, artifacts);

        for (int i = 0; i < FILTERS; i++) {
            ArtifactFilter filter = some.filter(artifacts);
            String what = "round " + seed + ", filter " + i + ": " + filter;
            assertThat(real.count(filter)).as(what).isEqualTo(brute.count(filter));
            comparePages(what, real, brute, filter, 1 + random.nextInt(25));
        }
        assertThat((Object) real.read(stores -> stores.artifacts().stats()))
                .isEqualTo(brute.read(stores -> stores.artifacts().stats()));
    }

    private static Room furnished(World world, List<Artifact> artifacts) {
        Room room = world.room();
        room.run(stores -> stores.artifacts().createAll(artifacts));
        for (int i = 0; i < artifacts.size(); i += 9) {
            room.delete(artifacts.get(i));
        }
        return room;
    }

    private static void comparePages(String what, Room real, Room brute, ArtifactFilter filter, int limit) {
        Optional<ArtifactPosition> after = Optional.empty();
        do {
            Page<Artifact, ArtifactPosition> page = real.page(filter, after, limit);
            assertThat(page)
                    .as(what + ", limit " + limit + ", after " + after)
                    .isEqualTo(brute.page(filter, after, limit));
            after = page.next();
        } while (after.isPresent());
    }
}
