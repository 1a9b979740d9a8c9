package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.NotFound;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.value.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Finding, changing, locking, deleting and restoring one artifact. */
public interface ArtifactChangeContract extends Contract {

    @Test
    default void findsNothingOfAnUnknownId() {
        Room room = world().room();
        ArtifactId unknown = new ArtifactId(UUID.randomUUID());

        assertThat(room.find(unknown)).isEmpty();
        assertThatThrownBy(
                        () -> room.<Artifact>read(stores -> stores.artifacts().get(unknown)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> room.<Artifact>write(stores -> stores.artifacts().lock(unknown)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> room.<Artifact>write(stores -> stores.artifacts().replace(unknown, Room.named("x"))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> room.run(stores -> stores.artifacts().delete(unknown)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> room.<Artifact>write(stores -> stores.artifacts().restore(unknown)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void replacesTheContentAndMovesVersionAndUpdatedAt() {
        Room room = world().room();
        Artifact old = room.artifact(ArtifactContent.of("old", "text", List.of("tag"), null));
        ArtifactContent content = ArtifactContent.of("new", null, List.of("other"), new JsonObject(Map.of("k", "v")));

        Artifact changed = room.write(stores -> stores.artifacts().replace(old.id(), content));

        assertThat(changed.content()).isEqualTo(content);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.updatedAt()).isAfter(old.updatedAt());
        assertThat(changed.updatedAt()).isEqualTo(changed.updatedAt().truncatedTo(ChronoUnit.MICROS));
        assertThat(changed.createdAt()).isEqualTo(old.createdAt());
        assertThat(changed.createdBy()).isEqualTo(old.createdBy());
        assertThat(room.find(old.id())).contains(changed);
    }

    @Test
    default void movesTheVersionByOneAtEachReplacement() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        for (long version = 2; version < 5; version++) {
            Artifact changed = room.write(stores -> stores.artifacts().replace(artifact.id(), artifact.content()));
            assertThat(changed.version()).isEqualTo(version);
        }
    }

    @Test
    default void hidesADeletedArtifact() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        room.delete(artifact);

        assertThat(room.find(artifact.id())).isEmpty();
        assertThatThrownBy(() -> room.delete(artifact)).isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> room.<Artifact>write(stores -> stores.artifacts().lock(artifact.id())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        room.<Artifact>write(stores -> stores.artifacts().replace(artifact.id(), Room.named("x"))))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void bringsADeletedArtifactBackAsANewVersion() {
        Room room = world().room();
        Artifact artifact = room.artifact(ArtifactContent.of("thing", "text", List.of("tag"), null));
        room.delete(artifact);

        Artifact restored = room.write(stores -> stores.artifacts().restore(artifact.id()));

        assertThat(restored.content()).isEqualTo(artifact.content());
        assertThat(restored.isActive()).isTrue();
        assertThat(restored.version()).isGreaterThan(artifact.version());
        assertThat(restored.updatedAt()).isAfter(artifact.updatedAt());
        assertThat(room.find(artifact.id())).contains(restored);
    }

    @Test
    default void leavesAnArtifactThatIsNotDeletedAsItIsWhenRestoringIt() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        assertThat(room.<Artifact>write(stores -> stores.artifacts().restore(artifact.id())))
                .isEqualTo(artifact);
        assertThat(room.find(artifact.id())).contains(artifact);
    }

    @Test
    default void locksTheArtifactAsItIs() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        assertThat(room.<Artifact>write(stores -> stores.artifacts().lock(artifact.id())))
                .isEqualTo(artifact);
        assertThat(room.find(artifact.id())).contains(artifact);
    }

    @Test
    default void losesNoUpdateOfManyWhoLockFirst() {
        Room room = world().room();
        Artifact artifact = room.artifact("x");
        int threads = 16;
        int rounds = 3;
        List<Callable<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String mark = Character.toString('a' + i);
            works.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    room.run(stores -> {
                        Artifact now = stores.artifacts().lock(artifact.id());
                        String longer = now.content().description().orElse("") + mark;
                        ArtifactContent content = ArtifactContent.of("x", longer, null, null);
                        stores.artifacts().replace(artifact.id(), content);
                    });
                }
                return true;
            });
        }

        assertThat(Together.all(works)).allMatch(Together.Outcome.Returned.class::isInstance);
        Artifact last = room.find(artifact.id()).orElseThrow();
        assertThat(last.version()).isEqualTo(1 + threads * rounds);
        assertThat(last.content().description().map(String::length)).isEqualTo(Optional.of(threads * rounds));
    }

    @Test
    default void waitsForWhoeverIsChangingTheArtifact() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        Callable<Artifact> locking =
                () -> room.write(stores -> stores.artifacts().lock(artifact.id()));
        try (Together.Later<Artifact> second = Together.later(locking)) {
            Artifact changed = room.write(stores -> {
                stores.artifacts().lock(artifact.id());
                second.startAndGiveItTime();
                return stores.artifacts().replace(artifact.id(), Room.named("changed"));
            });
            assertThat(second.result()).isEqualTo(changed);
        }
    }
}
