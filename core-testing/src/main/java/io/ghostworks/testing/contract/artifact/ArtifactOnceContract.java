package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.User;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Invalid;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Creating under a key: what a repeat gets. */
public interface ArtifactOnceContract extends Contract {

    @Test
    default void makesAnArtifactUnderANewKey() {
        Room room = world().room();
        Artifact artifact = room.draft("thing");

        assertThat(once(room, artifact, key())).isEqualTo(artifact);
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void answersARepeatWithTheFirstArtifact() {
        Room room = world().room();
        IdempotencyKey key = key();
        Artifact first = once(room, room.draft("thing"), key);

        Artifact repeat = room.draft(first.content(), World.THEN.plusSeconds(60));

        assertThat(once(room, repeat, key)).isEqualTo(first);
        assertThat(once(room, repeat, key)).isEqualTo(first);
        assertThat(room.all()).containsExactly(first);
    }

    @Test
    default void answersARepeatInTheSameWrite() {
        Room room = world().room();
        IdempotencyKey key = key();
        Artifact first = room.draft("thing");

        room.run(stores -> {
            stores.artifacts().createOnce(first, key);
            assertThat(stores.artifacts().createOnce(room.draft("thing"), key)).isEqualTo(first);
        });
        assertThat(room.all()).containsExactly(first);
    }

    @Test
    default void answersARepeatWithTheArtifactAsItWasMade() {
        Room room = world().room();
        IdempotencyKey changedKey = key();
        IdempotencyKey deletedKey = key();
        Artifact changed = once(room, room.draft("changed"), changedKey);
        Artifact deleted = once(room, room.draft("deleted"), deletedKey);
        room.run(stores -> stores.artifacts().replace(changed.id(), Room.named("other")));
        room.delete(deleted);

        assertThat(once(room, room.draft("changed"), changedKey)).isEqualTo(changed);
        assertThat(once(room, room.draft("deleted"), deletedKey)).isEqualTo(deleted);
        assertThat(room.find(deleted.id())).isEmpty();
    }

    @Test
    default void refusesAKeyThatWasUsedForOtherContent() {
        Room room = world().room();
        ArtifactContent content = ArtifactContent.of("name", "text", List.of("a", "b"), null);
        IdempotencyKey key = key();
        Artifact first = once(room, room.draft(content, World.THEN), key);

        for (ArtifactContent other : List.of(
                ArtifactContent.of("name!", "text", List.of("a", "b"), null),
                ArtifactContent.of("name", null, List.of("a", "b"), null),
                ArtifactContent.of("name", "text", List.of("b", "a"), null),
                ArtifactContent.of("name", "text", List.of("a,b"), null),
                ArtifactContent.of(
                        "name", "text", List.of("a", "b"), new JsonObject(Collections.singletonMap("k", null))))) {
            assertThatThrownBy(() -> once(room, room.draft(other, World.THEN), key))
                    .as(other.toString())
                    .isInstanceOf(Invalid.class);
        }
        assertThat(room.all()).containsExactly(first);
    }

    @Test
    default void takesMetadataOfAnotherOrderForTheSameContent() {
        Room room = world().room();
        Map<String, Object> oneOrder = new LinkedHashMap<>();
        oneOrder.put("a", 1);
        oneOrder.put("bb", 2.50);
        Map<String, Object> otherOrder = new LinkedHashMap<>();
        otherOrder.put("bb", 2.5);
        otherOrder.put("a", 1.0);
        IdempotencyKey key = key();
        Artifact first = once(room, room.draft(with(oneOrder), World.THEN), key);

        assertThat(once(room, room.draft(with(otherOrder), World.THEN), key)).isEqualTo(first);
    }

    @Test
    default void forgetsAKeyAfterItsLifetime() {
        Room room = world().room();
        IdempotencyKey key = key();
        Artifact first = once(room, room.draft("thing"), key);
        Artifact within = room.draft(
                first.content(), World.THEN.plus(IdempotencyKey.LIFETIME).minusSeconds(1));
        Artifact after = room.draft(
                Room.named("other"), World.THEN.plus(IdempotencyKey.LIFETIME).plusSeconds(1));

        assertThat(once(room, within, key)).isEqualTo(first);
        assertThat(once(room, after, key)).isEqualTo(after);
        assertThat(once(room, room.draft(after.content(), after.createdAt().plusSeconds(1)), key))
                .isEqualTo(after);
        assertThat(room.all()).containsExactly(after, first);
    }

    @Test
    default void forgetsAKeyWhoseWriteWasRolledBack() {
        Room room = world().room();
        IdempotencyKey key = key();
        assertThatThrownBy(() -> room.run(stores -> {
                    stores.artifacts().createOnce(room.draft("lost"), key);
                    throw new IllegalArgumentException("enough");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        Artifact artifact = room.draft("kept");

        assertThat(once(room, artifact, key)).isEqualTo(artifact);
    }

    @Test
    default void givesEachAuthorTheirOwnKeys() {
        Room room = world().room();
        User other = world().user();
        room.join(other, Role.MEMBER);
        IdempotencyKey key = key();
        Artifact mine = once(room, room.draft("mine"), key);
        Artifact theirs =
                Artifact.first(new ArtifactId(UUID.randomUUID()), Room.named("theirs"), other.id(), World.THEN);

        assertThat(once(new Room(ports(), room.tenant(), other), theirs, key)).isEqualTo(theirs);
        assertThat(room.all()).containsExactlyInAnyOrder(mine, theirs);
    }

    @Test
    default void givesEachTenantItsOwnKeys() {
        User user = world().user();
        Room one = world().room(user);
        Room two = world().room(user);
        IdempotencyKey key = key();
        Artifact first = once(one, one.draft("one"), key);
        Artifact second = once(two, two.draft("two"), key);

        assertThat(one.all()).containsExactly(first);
        assertThat(two.all()).containsExactly(second);
    }

    @Test
    default void tellsKeysApartByEveryCharacter() {
        Room room = world().room();
        for (String key : List.of("k", "K", "k ", "%", "_", "k'", "ключ", "é", "e\u0301")) {
            Artifact artifact = room.draft("for " + key);
            assertThat(once(room, artifact, new IdempotencyKey(key))).isEqualTo(artifact);
        }
    }

    @Test
    default void makesOneArtifactOfTwoCreationsAtOnce() {
        Room room = world().room();
        for (int round = 0; round < 10; round++) {
            IdempotencyKey key = key();
            String name = "round " + round;
            Callable<Artifact> creation = () -> once(room, room.draft(name), key);
            var outcomes = Together.all(List.of(creation, creation));
            assertThat(outcomes.get(0))
                    .isInstanceOf(Together.Outcome.Returned.class)
                    .isEqualTo(outcomes.get(1));
            assertThat(room.all()).hasSize(round + 1);
        }
    }

    @Test
    default void waitsForACreationThatIsUnderWay() {
        Room room = world().room();
        IdempotencyKey key = key();
        Artifact first = room.draft("thing");
        try (Together.Later<Artifact> second = Together.later(() -> once(room, room.draft("thing"), key))) {
            room.run(stores -> {
                stores.artifacts().createOnce(first, key);
                second.startAndGiveItTime();
            });
            assertThat(second.result()).isEqualTo(first);
        }
    }

    private static ArtifactContent with(Map<String, Object> metadata) {
        return ArtifactContent.of("name", null, null, new JsonObject(metadata));
    }

    private static IdempotencyKey key() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    private static Artifact once(Room room, Artifact artifact, IdempotencyKey key) {
        return room.write(stores -> stores.artifacts().createOnce(artifact, key));
    }
}
