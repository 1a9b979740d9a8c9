package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStats.TagCount;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Listing page by page, counting, and figures. */
public interface ArtifactListContract extends Contract {

    @Test
    default void listsNothingOfAnEmptyTenant() {
        Room room = world().room();

        assertThat(room.page(ArtifactFilter.ALL, Optional.empty(), 1))
                .isEqualTo(new Page<>(List.of(), Optional.empty()));
        assertThat(room.count(ArtifactFilter.ALL)).isZero();
        assertThat(stats(room)).isEqualTo(new ArtifactStats(0, 0, 0, List.of()));
    }

    @Test
    default void listsTheNewestFirst() {
        Room room = world().room();
        Artifact middle = room.artifact("middle", World.THEN.plusNanos(1_000));
        Artifact oldest = room.artifact("oldest", World.THEN);
        Artifact newest = room.artifact("newest", World.THEN.plusNanos(2_000));

        assertThat(room.all()).containsExactly(newest, middle, oldest);
    }

    @Test
    default void listsByIdWhatIsEquallyNew() {
        Room room = world().room();
        List<Artifact> stored = new ArrayList<>();
        for (String id : List.of(
                "00000000-0000-7000-8000-000000000001",
                "7fffffff-ffff-7fff-bfff-ffffffffffff",
                "80000000-0000-7000-8000-000000000000",
                "ffffffff-ffff-7fff-7fff-ffffffffffff",
                "ffffffff-ffff-7fff-8fff-ffffffffffff")) {
            ArtifactId artifactId = new ArtifactId(UUID.fromString(id));
            stored.add(room.store(
                    Artifact.first(artifactId, Room.named(id), room.owner().id(), World.THEN)));
        }

        assertThat(room.all()).isEqualTo(stored.reversed());
    }

    @Test
    default void pagesThroughEverythingOnceAndInOrder() {
        Room room = world().room();
        List<Artifact> stored = many(room, 23, 4);

        for (int limit : new int[] {1, 2, 3, 22, 23, 24, 100}) {
            assertThat(room.paged(ArtifactFilter.ALL, limit))
                    .as("limit " + limit)
                    .isEqualTo(stored);
        }
    }

    @Test
    default void endsAtTheLastPage() {
        Room room = world().room();
        List<Artifact> stored = many(room, 4, 2);

        Page<Artifact, ArtifactPosition> first = room.page(ArtifactFilter.ALL, Optional.empty(), 2);
        Page<Artifact, ArtifactPosition> last = room.page(ArtifactFilter.ALL, first.next(), 2);

        assertThat(first.items()).isEqualTo(stored.subList(0, 2));
        assertThat(first.next()).contains(ArtifactPosition.after(stored.get(1)));
        assertThat(last.items()).isEqualTo(stored.subList(2, 4));
        assertThat(last.next()).isEmpty();
        assertThat(room.page(ArtifactFilter.ALL, Optional.empty(), 4).next()).isEmpty();
    }

    @Test
    default void goesOnAfterAnArtifactThatIsGone() {
        Room room = world().room();
        List<Artifact> stored = many(room, 6, 2);
        Optional<ArtifactPosition> after =
                room.page(ArtifactFilter.ALL, Optional.empty(), 3).next();
        room.delete(stored.get(2));
        room.artifact("newer", World.THEN.plusSeconds(99));

        assertThat(room.page(ArtifactFilter.ALL, after, 3).items()).isEqualTo(stored.subList(3, 6));
    }

    @Test
    default void pagesThroughMatchesInOrderOfSimilarity() {
        Room room = world().room();
        for (int i = 0; i < 12; i++) {
            String name = List.of("annual report", "anual report", "annual repotr", "something else")
                    .get(i % 4);
            room.artifact(name, World.THEN.plusSeconds(i / 8));
        }
        ArtifactFilter filter = Filters.similarName("annual report");
        List<Artifact> once = room.list(filter);

        assertThat(once).hasSize(9);
        assertThat(once.subList(0, 3)).allMatch(it -> it.content().name().equals("annual report"));
        assertThat(once.subList(0, 3))
                .isSortedAccordingTo(Comparator.comparing(Artifact::createdAt).reversed());
        for (int limit : new int[] {1, 2, 4, 9, 10}) {
            assertThat(room.paged(filter, limit)).as("limit " + limit).isEqualTo(once);
        }
    }

    @Test
    default void putsTheSimilarityOfTheLastItemIntoThePosition() {
        Room room = world().room();
        Artifact exact = room.artifact("annual report");
        room.artifact("anual report");

        Optional<ArtifactPosition> next = room.page(Filters.similarName("annual report"), Optional.empty(), 1)
                .next();

        assertThat(next).contains(new ArtifactPosition(Optional.of(1f), exact.createdAt(), exact.id()));
    }

    @Test
    default void leavesDeletedOnesOutOfListsAndCounts() {
        Room room = world().room();
        Artifact kept = room.artifact("thing kept");
        Artifact deleted = room.artifact("thing deleted");
        room.delete(deleted);

        for (ArtifactFilter filter : List.of(
                ArtifactFilter.ALL, Filters.query("thing"), Filters.namePart("thing"), Filters.similarName("thing"))) {
            assertThat(room.list(filter)).containsExactly(kept);
            assertThat(room.count(filter)).isEqualTo(1);
        }
    }

    @Test
    default void listsARestoredOneAgain() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        room.delete(artifact);
        Artifact restored = room.write(stores -> stores.artifacts().restore(artifact.id()));

        assertThat(room.all()).containsExactly(restored);
        assertThat(room.list(Filters.query("thing"))).containsExactly(restored);
    }

    @Test
    default void countsWhatMatchesWhateverThePage() {
        Room room = world().room();
        many(room, 130, 7);
        room.artifact("other");

        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(131);
        assertThat(room.count(Filters.namePart("number"))).isEqualTo(130);
        assertThat(room.count(Filters.namePart("nowhere"))).isZero();
    }

    @Test
    default void givesFiguresOfActiveAndDeletedOnes() {
        Room room = world().room();
        room.artifact(ArtifactContent.of("one", null, List.of("b", "a", "c"), null));
        room.artifact(ArtifactContent.of("two", null, List.of("b", "a"), null));
        room.artifact(ArtifactContent.of("three", null, List.of("b", "A"), null));
        room.delete(room.artifact(ArtifactContent.of("gone", null, List.of("b", "deleted"), null)));

        assertThat(stats(room))
                .isEqualTo(new ArtifactStats(
                        4,
                        3,
                        4,
                        List.of(
                                new TagCount("b", 3),
                                new TagCount("a", 2),
                                new TagCount("A", 1),
                                new TagCount("c", 1))));
    }

    @Test
    default void namesTheTenMostUsedTags() {
        Room room = world().room();
        List<String> tags =
                IntStream.range(0, 12).mapToObj(i -> "tag" + (char) ('a' + i)).toList();
        room.artifact(ArtifactContent.of("all", null, tags.reversed(), null));
        room.artifact(ArtifactContent.of("last", null, tags.subList(11, 12), null));

        List<TagCount> expected = new ArrayList<>(List.of(new TagCount("tagl", 2)));
        tags.subList(0, 9).forEach(tag -> expected.add(new TagCount(tag, 1)));
        assertThat(stats(room)).isEqualTo(new ArtifactStats(2, 2, 12, expected));
    }

    /** In the order of the list; some of each time. */
    private static List<Artifact> many(Room room, int count, int times) {
        List<Artifact> artifacts = IntStream.range(0, count)
                .mapToObj(i -> room.draft(Room.named("number " + i), World.THEN.plusSeconds(i % times)))
                .toList();
        room.run(stores -> stores.artifacts().createAll(artifacts));
        List<Artifact> ordered = new ArrayList<>(artifacts);
        ordered.sort(Comparator.comparing(Artifact::createdAt)
                .thenComparing(artifact -> artifact.id().toString())
                .reversed());
        assertThat(new HashSet<>(ordered)).hasSize(count);
        return ordered;
    }

    private static ArtifactStats stats(Room room) {
        return room.read(stores -> stores.artifacts().stats());
    }
}
