package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.User;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each part of a filter but full-text search finds. */
public interface ArtifactSearchContract extends Contract {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "report; true",
                "REPORT; true",
                "l r; true",
                "annual_report; false",
                "%; true",
                "_; true",
                "50%; true",
                "5_%; false",
                "a\\b; true",
                "\\; true",
                "\\\\; false",
                "ÄRGER; true",
                "ärger; true",
                "strasse; false",
                "ΣΊΣΥΦΟΣ; true",
                "σίσυφο; true",
                "😀; true",
                "missing; false"
            })
    default void findsAPartOfTheNameWhateverTheCase(String part, boolean found) {
        Room room = world().room();
        Artifact artifact = room.artifact("Annual Report 50% a\\b _x Ärger Straße ΣΊΣΥΦΟΣ 😀");
        room.artifact("other");

        assertThat(room.list(Filters.namePart(part))).containsExactlyElementsOf(found ? List.of(artifact) : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"annual report", "anual report", "ANNUAL", "anual repor", "report"})
    default void findsNamesThatResemble(String name) {
        Room room = world().room();
        Artifact artifact = room.artifact("The Annual Report of 2024");
        room.artifact("Zebra crossing");

        assertThat(room.list(Filters.similarName(name))).containsExactly(artifact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xylophone", "%", "!!!", "'"})
    default void findsNoNamesThatDoNotResemble(String name) {
        Room room = world().room();
        room.artifact("The Annual Report of 2024");
        room.artifact("100% !!! it's");

        assertThat(room.list(Filters.similarName(name))).isEmpty();
    }

    @Test
    default void putsTheBestMatchFirstThenTheNewest() {
        Room room = world().room();
        Artifact exact = room.artifact("annual report", World.THEN);
        Artifact near = room.artifact("annual repotr", World.THEN.plusSeconds(1));
        Artifact newerExact = room.artifact("annual report", World.THEN.plusSeconds(2));

        assertThat(room.list(Filters.similarName("annual report"))).containsExactly(newerExact, exact, near);
    }

    @Test
    default void findsTagsThatAreAllThere() {
        Room room = world().room();
        Artifact both = room.artifact(ArtifactContent.of("both", null, List.of("b", "x", "a"), null));
        Artifact one = room.artifact(ArtifactContent.of("one", null, List.of("a"), null));

        assertThat(room.list(Filters.allTags("a", "b"))).containsExactly(both);
        assertThat(room.list(Filters.allTags("a"))).containsExactlyInAnyOrder(both, one);
        assertThat(room.list(Filters.allTags("A"))).isEmpty();
        assertThat(room.list(Filters.allTags("%"))).isEmpty();
    }

    @Test
    default void findsTagsOfWhichOneIsThere() {
        Room room = world().room();
        Artifact a = room.artifact(ArtifactContent.of("a", null, List.of("a", "z"), null));
        Artifact b = room.artifact(ArtifactContent.of("b", null, List.of("b"), null));
        room.artifact("none");

        assertThat(room.list(Filters.anyTags("a", "b"))).containsExactlyInAnyOrder(a, b);
        assertThat(room.list(Filters.anyTags("b", "c"))).containsExactly(b);
        assertThat(room.list(Filters.anyTags("c"))).isEmpty();
    }

    @Test
    default void findsTagsWithOddCharacters() {
        Room room = world().room();
        for (String tag : List.of("a,b", "{x}", "\"q\"", "\\", "'", "NULL", "é", "x\u0301", " ")) {
            Artifact artifact = room.artifact(ArtifactContent.of("tagged", null, List.of("other", tag), null));
            assertThat(room.list(Filters.allTags(tag))).as(tag).containsExactly(artifact);
            assertThat(room.list(Filters.anyTags(tag, "nowhere"))).as(tag).containsExactly(artifact);
        }
    }

    @Test
    default void findsMetadataThatHasTheseMembers() {
        Room room = world().room();
        Map<String, Object> nested = Map.of("list", List.of(1, Map.of("x", "y"), List.of(2, 3)), "on", true);
        Artifact artifact = room.artifact(ArtifactContent.of(
                "thing", null, null, new JsonObject(Map.of("a", 1.50, "nested", nested, "text", "1"))));
        Artifact withNull = room.artifact(
                ArtifactContent.of("null", null, null, new JsonObject(Collections.singletonMap("n", null))));

        assertThat(room.list(Filters.metadata(JsonObject.EMPTY))).containsExactlyInAnyOrder(artifact, withNull);
        assertThat(room.list(Filters.metadata(new JsonObject(Collections.singletonMap("n", null)))))
                .containsExactly(withNull);
        for (Map<String, Object> part : List.<Map<String, Object>>of(
                Map.of("a", 1.5),
                Map.of("nested", Map.of()),
                Map.of("nested", Map.of("on", true)),
                Map.of("nested", Map.of("list", List.of())),
                Map.of("nested", Map.of("list", List.of(1, 1))),
                Map.of("nested", Map.of("list", List.of(Map.of("x", "y")))),
                Map.of("nested", Map.of("list", List.of(List.of(3)))),
                Map.of("a", 1.5, "text", "1"))) {
            assertThat(room.list(Filters.metadata(new JsonObject(part))))
                    .as(part.toString())
                    .containsExactly(artifact);
        }
        for (Map<String, Object> part : List.<Map<String, Object>>of(
                Map.of("a", 2),
                Map.of("a", "1.5"),
                Map.of("text", 1),
                Map.of("on", true),
                Map.of("nested", Map.of("list", 1)),
                Map.of("nested", Map.of("list", List.of(2))),
                Map.of("nested", Map.of("list", Arrays.asList(1, null))),
                Map.of("nested", List.of()),
                Map.of("A", 1.5))) {
            assertThat(room.list(Filters.metadata(new JsonObject(part))))
                    .as(part.toString())
                    .isEmpty();
        }
    }

    @Test
    default void findsATextHoweverItsAccentsWereTyped() {
        Room room = world().room();
        Artifact combined = room.artifact(ArtifactContent.of("Cafe\u0301 one", null, List.of("e\u0301t\u00E9"), null));
        Artifact whole = room.artifact(ArtifactContent.of("Caf\u00E9 two", null, List.of("\u00E9te\u0301"), null));

        for (String cafe : List.of("cafe\u0301", "caf\u00E9")) {
            assertThat(room.list(Filters.query(cafe))).containsExactlyInAnyOrder(combined, whole);
            assertThat(room.list(Filters.namePart(cafe))).containsExactlyInAnyOrder(combined, whole);
            assertThat(room.list(Filters.similarName(cafe))).containsExactlyInAnyOrder(combined, whole);
        }
        for (String tag : List.of("e\u0301te\u0301", "\u00E9t\u00E9")) {
            assertThat(room.list(Filters.allTags(tag))).containsExactlyInAnyOrder(combined, whole);
            assertThat(room.list(Filters.anyTags(tag))).containsExactlyInAnyOrder(combined, whole);
        }
        assertThat(room.<ArtifactStats>read(stores -> stores.artifacts().stats())
                        .distinctTags())
                .isEqualTo(1);
    }

    @Test
    default void comparesWithTimesBetweenTwoMicrosecondsAsTheyAre() {
        Room room = world().room();
        Artifact then = room.artifact("then", World.THEN);
        Artifact after = room.artifact("after", World.THEN.plusNanos(1_000));

        assertThat(room.list(Filters.createdBefore(World.THEN.plusNanos(500)))).containsExactly(then);
        assertThat(room.list(Filters.createdAfter(World.THEN.plusNanos(500)))).containsExactly(after);
        assertThat(room.list(Filters.createdAfter(World.THEN.minusNanos(1)))).containsExactly(after, then);
        assertThat(room.list(Filters.createdBefore(World.THEN.plusNanos(1_001))))
                .containsExactly(after, then);
    }

    @Test
    default void findsWhatSomebodyMade() {
        Room room = world().room();
        User other = world().user();
        room.join(other, Role.MEMBER);
        room.artifact("mine");
        Artifact theirs = room.store(
                Artifact.first(new ArtifactId(UUID.randomUUID()), Room.named("theirs"), other.id(), World.THEN));

        assertThat(room.list(Filters.createdBy(other.id()))).containsExactly(theirs);
        assertThat(room.list(Filters.createdBy(world().user().id()))).isEmpty();
    }

    @Test
    default void findsWhatWasMadeAfterAndBeforeATimeExclusively() {
        Room room = world().room();
        Artifact before = room.artifact("before", World.THEN.minusNanos(1_000));
        room.artifact("then", World.THEN);
        Artifact after = room.artifact("after", World.THEN.plusNanos(1_000));

        assertThat(room.list(Filters.createdAfter(World.THEN))).containsExactly(after);
        assertThat(room.list(Filters.createdBefore(World.THEN))).containsExactly(before);
    }

    @Test
    default void findsOnlyWhatMatchesEverythingGiven() {
        Room room = world().room();
        JsonObject red = new JsonObject(Map.of("colour", "red"));
        Artifact match = room.artifact(ArtifactContent.of("Annual report", "figures", List.of("a", "b"), red));
        room.artifact(ArtifactContent.of("Annual report", "figures", List.of("a", "b"), null));
        room.artifact(ArtifactContent.of("Annual report", null, List.of("a", "b"), red));
        room.artifact(ArtifactContent.of("Annual report", "figures", List.of("b"), red));
        room.artifact(ArtifactContent.of("Yearly report", "figures", List.of("a", "b"), red));

        ArtifactFilter some = Filters.both(Filters.query("figures"), Filters.namePart("annual"));
        ArtifactFilter more = Filters.both(Filters.allTags("a"), Filters.anyTags("b", "c"));
        ArtifactFilter filter = Filters.both(Filters.both(some, more), Filters.metadata(red));

        assertThat(room.list(filter)).containsExactly(match);
        assertThat(room.count(filter)).isEqualTo(1);
        ArtifactFilter similarToo = Filters.both(filter, Filters.similarName("anual"));
        assertThat(room.list(similarToo)).containsExactly(match);
        assertThat(room.count(similarToo)).isEqualTo(1);
    }
}
