package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.Conflict;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating artifacts, and that they are kept as they are. */
public interface ArtifactCreationContract extends Contract {

    @Test
    default void storesAnArtifactAsItIsGiven() {
        Room room = world().room();
        ArtifactContent content = ArtifactContent.of(
                "name", "description", List.of("b", "a"), new JsonObject(Map.of("k", BigDecimal.ONE)));
        Artifact artifact = room.artifact(content);

        assertThat(room.find(artifact.id())).contains(artifact);
        assertThat(artifact.version()).isEqualTo(1);
        assertThat(artifact.isActive()).isTrue();
        assertThat(artifact.createdBy()).contains(room.owner().id());
    }

    @Test
    default void settlesWithoutChangingAnything() {
        Room room = world().room();
        Artifact artifact = room.artifact("settled");

        room.run(stores -> stores.artifacts().settle());

        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void keepsTimesToTheMicrosecond() {
        Room room = world().room();
        for (long nanos : new long[] {0, 1_000, 999_999_000, 123_456_000}) {
            Artifact artifact =
                    room.artifact("thing", Instant.parse("2019-12-31T23:59:59Z").plusNanos(nanos));
            assertThat(room.find(artifact.id())).contains(artifact);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table artifacts; --",
                "\"quoted\" and \\backslashed\\ \\' \\n",
                "100% _under_ *star* ?",
                "$1 :name {brace} ${x} ? ?? ::text",
                "😀👩‍👩‍👧 e\u0301 \u0130 ı ß ẞ ﬁ",
                "שלום \u202E right to left \u200F עולם",
                " leading, trailing and\ttabs\r\nlines ",
                "NULL",
                "\u0001\u001F\u007F\u0085\u2028\uFEFF\uFFFD"
            })
    default void givesTextsBackAsTheyWereStored(String text) {
        Room room = world().room();
        JsonObject metadata = new JsonObject(Map.of(text, List.of(text, Map.of(text, text))));
        Artifact artifact =
                room.artifact(ArtifactContent.of(text, text, List.of(text, "," + text, "{" + text), metadata));

        assertThat(room.find(artifact.id())).contains(artifact);
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void tellsAnEmptyDescriptionFromNone() {
        Room room = world().room();
        Artifact empty = room.artifact(ArtifactContent.of("empty", "", null, null));
        Artifact none = room.artifact(ArtifactContent.of("none", null, null, null));

        assertThat(room.find(empty.id()).orElseThrow().content().description()).contains("");
        assertThat(room.find(none.id()).orElseThrow().content().description()).isEmpty();
    }

    @Test
    default void givesMetadataBackWithItsNullsNestingAndNumbers() {
        Room room = world().room();
        Map<String, Object> members = new HashMap<>();
        members.put("", "");
        members.put("null", null);
        members.put("list", Arrays.asList(null, true, List.of(), Map.of(), Collections.singletonMap("x", null)));
        members.put("big", new BigDecimal("123456789012345678901234567890.000000000000000000001"));
        members.put("huge", new BigDecimal("1e900"));
        members.put("tiny", new BigDecimal("-1e-900"));
        members.put("a.b", Map.of("c d", Map.of("é", List.of(List.of(List.of("deep"))))));
        Artifact artifact = room.artifact(ArtifactContent.of("odd", null, null, new JsonObject(members)));

        assertThat(room.find(artifact.id())).contains(artifact);
    }

    @Test
    default void keepsTheOrderOfTags() {
        Room room = world().room();
        List<String> tags = List.of("z", "A", "a", "ä", "10", "9", " ", "null");
        Artifact artifact = room.artifact(ArtifactContent.of("tagged", null, tags, null));

        assertThat(room.find(artifact.id()).orElseThrow().content().tags()).isEqualTo(tags);
    }

    @Test
    default void refusesAnIdThatIsTaken() {
        Room room = world().room();
        Artifact artifact = room.artifact("first");
        Artifact same =
                Artifact.first(artifact.id(), Room.named("second"), room.owner().id(), World.THEN);

        assertThatThrownBy(() -> room.store(same)).isInstanceOf(Conflict.class);
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void refusesAnIdThatADeletedOneHas() {
        Room room = world().room();
        Artifact artifact = room.artifact("first");
        room.delete(artifact);

        assertThatThrownBy(() -> room.store(artifact)).isInstanceOf(Conflict.class);
    }

    @Test
    default void storesManyAtOnce() {
        Room room = world().room();
        List<Artifact> many = IntStream.range(0, 600)
                .mapToObj(i -> room.draft(
                        ArtifactContent.of("n" + i, i % 2 == 0 ? null : "d" + i, List.of("t" + i % 3, "x"), null),
                        World.THEN.plusSeconds(i)))
                .toList();
        room.run(stores -> stores.artifacts().createAll(many));

        assertThat(room.all()).isEqualTo(many.reversed().subList(0, 100));
        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(600);
    }

    @Test
    default void storesNoneOfManyIfOneIdIsTaken() {
        Room room = world().room();
        Artifact taken = room.artifact("taken");
        List<Artifact> many = List.of(room.draft("one"), taken, room.draft("two"));

        assertThatThrownBy(() -> room.run(stores -> stores.artifacts().createAll(many)))
                .isInstanceOf(Conflict.class);
        assertThat(room.all()).containsExactly(taken);
    }

    @Test
    default void storesNoneOfManyIfTwoHaveOneId() {
        Room room = world().room();
        Artifact twin = room.draft("twin");

        assertThatThrownBy(() -> room.run(stores -> stores.artifacts().createAll(List.of(twin, room.draft("x"), twin))))
                .isInstanceOf(Conflict.class);
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void storesNothingOfNone() {
        Room room = world().room();
        room.run(stores -> stores.artifacts().createAll(List.of()));

        assertThat(room.all()).isEmpty();
    }
}
