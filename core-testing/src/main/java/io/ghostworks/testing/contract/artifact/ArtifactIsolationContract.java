package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** That another tenant's artifacts are as if they were not there. */
public interface ArtifactIsolationContract extends Contract {

    @Test
    default void hidesArtifactsOfOtherTenantsFromLists() {
        Room mine = world().room();
        Room other = world().room();
        Artifact artifact = mine.artifact(content());
        other.artifact(content());

        for (ArtifactFilter filter : everyFilter(other)) {
            assertThat(mine.list(filter))
                    .as(filter.toString())
                    .doesNotContain(other.all().getFirst());
        }
        assertThat(mine.all()).containsExactly(artifact);
    }

    @Test
    default void leavesArtifactsOfOtherTenantsOutOfCounts() {
        Room mine = world().room();
        Room other = world().room();
        mine.artifact(content());
        other.artifact(content());
        other.artifact(content());

        assertThat(mine.count(ArtifactFilter.ALL)).isEqualTo(1);
        assertThat(mine.count(Filters.query("secret"))).isEqualTo(1);
        assertThat(mine.count(Filters.createdBy(other.owner().id()))).isZero();
    }

    @Test
    default void leavesArtifactsOfOtherTenantsOutOfFigures() {
        Room mine = world().room();
        Room other = world().room();
        other.artifact(content());
        other.delete(other.artifact(content()));

        assertThat(mine.<ArtifactStats>read(stores -> stores.artifacts().stats()))
                .isEqualTo(new ArtifactStats(0, 0, 0, List.of()));
    }

    @Test
    default void case16TreatsTheIdOfAnotherTenantsArtifactAsARandomOne() {
        Room mine = world().room();
        Room other = world().room();
        Artifact active = other.artifact(content());
        Artifact deleted = other.artifact(content());
        other.delete(deleted);
        List<BiFunction<TenantStores, ArtifactId, Object>> methods = List.of(
                (stores, id) -> stores.artifacts().find(id),
                (stores, id) -> stores.artifacts().get(id),
                (stores, id) -> stores.artifacts().lock(id),
                (stores, id) -> stores.artifacts().replace(id, Room.named("mine now")),
                (stores, id) -> stores.artifacts().restore(id),
                (stores, id) -> {
                    stores.artifacts().delete(id);
                    return true;
                });

        for (var method : methods) {
            String random = answer(mine, method, new ArtifactId(UUID.randomUUID()));
            assertThat(random).containsAnyOf("Optional.empty", NotFound.class.getName());
            assertThat(answer(mine, method, active.id())).isEqualTo(random);
            assertThat(answer(mine, method, deleted.id())).isEqualTo(random);
        }
        assertThat(other.all()).containsExactly(active);
    }

    @Test
    default void case17StoresAnArtifactWhoseIdAnotherTenantHas() {
        Room mine = world().room();
        Room other = world().room();
        Artifact theirs = other.artifact("theirs");
        Artifact sameId =
                Artifact.first(theirs.id(), Room.named("mine"), mine.owner().id(), World.THEN);

        mine.store(sameId);

        assertThat(mine.all()).containsExactly(sameId);
        assertThat(other.all()).containsExactly(theirs);
    }

    @Test
    default void storesManyOfWhichAnotherTenantHasTheIds() {
        Room mine = world().room();
        Room other = world().room();
        Artifact theirs = other.artifact("theirs");
        Artifact sameId =
                Artifact.first(theirs.id(), Room.named("mine"), mine.owner().id(), World.THEN);
        Artifact more = mine.draft("more");

        mine.run(stores -> stores.artifacts().createAll(List.of(sameId, more)));

        assertThat(mine.all()).containsExactlyInAnyOrder(sameId, more);
        assertThat(other.all()).containsExactly(theirs);
    }

    @Test
    default void changesOnlyItsOwnOfTwoArtifactsWithOneId() {
        Room mine = world().room();
        Room other = world().room();
        Artifact theirs = other.artifact("theirs");
        mine.store(Artifact.first(theirs.id(), Room.named("mine"), mine.owner().id(), World.THEN));

        mine.run(stores -> stores.artifacts().replace(theirs.id(), Room.named("changed")));
        assertThat(other.all()).containsExactly(theirs);
        mine.run(stores -> stores.artifacts().delete(theirs.id()));
        assertThat(other.all()).containsExactly(theirs);
        mine.run(stores -> stores.artifacts().restore(theirs.id()));
        assertThat(other.all()).containsExactly(theirs);
    }

    @Test
    default void showsOnlyItsOwnAfterAPositionOfAnotherTenant() {
        Room mine = world().room();
        Room other = world().room();
        Artifact older = mine.artifact("older", World.THEN.minusSeconds(1));
        mine.artifact("newer", World.THEN.plusSeconds(9));
        other.artifact("first", World.THEN.plusSeconds(2));
        other.artifact("second", World.THEN);
        other.artifact("third", World.THEN.minusSeconds(2));
        Optional<ArtifactPosition> foreign =
                other.page(ArtifactFilter.ALL, Optional.empty(), 2).next();

        assertThat(foreign).isPresent();
        assertThat(mine.page(ArtifactFilter.ALL, foreign, 10).items()).containsExactly(older);
    }

    private static ArtifactContent content() {
        return ArtifactContent.of("secret plan", "text", List.of("tag"), new JsonObject(Map.of("k", "v")));
    }

    private static List<ArtifactFilter> everyFilter(Room other) {
        return List.of(
                ArtifactFilter.ALL,
                Filters.query("secret"),
                Filters.namePart("secret"),
                Filters.similarName("secret plan"),
                Filters.allTags("tag"),
                Filters.anyTags("tag"),
                Filters.metadata(new JsonObject(Map.of("k", "v"))),
                Filters.createdBy(other.owner().id()),
                Filters.createdAfter(World.THEN.minusSeconds(1)),
                Filters.createdBefore(World.THEN.plusSeconds(1)));
    }

    /** What it returns or throws, as a text to compare. */
    private static String answer(Room room, BiFunction<TenantStores, ArtifactId, Object> method, ArtifactId id) {
        StringBuilder answer = new StringBuilder();
        Throwable thrown = catchThrowable(() -> room.run(stores -> answer.append(method.apply(stores, id))));
        return answer + String.valueOf(thrown);
    }
}
