package io.ghostworks.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.User;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.tenant.Role;
import io.ghostworks.value.JsonObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each part of a filter finds. */
public interface ArtifactSearchContract extends Contract {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "quarterly; first second",
                "QUARTERLY; first second",
                "quarter;",
                "quarterly figures; first",
                "figures quarterly; first",
                "\"quarterly report\"; first second",
                "\"report quarterly\";",
                "\"quarterly report; first second",
                "report -figures; second",
                "report -\"the figures\"; second",
                "report - figures; second",
                "report --figures; first",
                "figures or budget; first third",
                "figures OR budget; first third",
                "quarterly figures or plan; first third",
                "or;",
                "budget or;",
                "budget order;",
                "-report; third",
                "finance; first",
                "hidden gems; third",
                "\"budget plan\";",
                "2024; second",
                "größe; third",
                "GRÖSSE; third",
                "grosse; third",
                "GRÖßE; third",
                "! & ( );",
                "budget !; third",
                "-\"\" budget; third",
                "or budget;",
                "budget or figures or; third",
                "-or budget; third",
                "quarterly -figures or plan; second third",
                "\"the figures finance\";",
                "\"report the\";",
                "\"finance first\";",
                "\"first finance\";"
            })
    default void findsWordsInNameDescriptionAndTags(String query, @Nullable String expected) {
        Room room = world().room();
        room.artifact(ArtifactContent.of("Quarterly report", "The figures", List.of("finance", "first"), null));
        room.artifact(ArtifactContent.of("Quarterly report 2024", null, List.of("second"), null));
        room.artifact(ArtifactContent.of("Budget", "plan, hidden gems", List.of("third", "Größe"), null));

        List<String> found = room.list(Filters.query(query)).stream()
                .map(artifact -> List.of("first", "second", "third").stream()
                        .filter(artifact.content().tags()::contains)
                        .findFirst()
                        .orElse("none"))
                .toList();

        assertThat(found).containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" ", -1));
    }

    /** What stands between blanks is divided by whatever is no letter and no digit, in the text as in the query. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "http://example.com/x; see http://example.com/x there; true",
                "example.com; see http://example.com/x there; true",
                "example; see http://example.com/x there; true",
                "com; mail to jane@example.com; true",
                "example.org; see http://example.com/x there; false",
                "1234; poseidon-1234; true",
                "poseidon; poseidon-1234; true",
                "poseidon-1234; poseidon-1234; true",
                "poseidon-1234; 1234 poseidon; false",
                "001; 2024-001; true",
                "2024; 2024-001; true",
                "3.14; pi is 3.14; true",
                "14; pi is 3.14; true",
                "1e5; 1e5 volts; true",
                "5; -5 degrees; true",
                "v2; release v2.1; true",
                "snake; snake_case; true",
                "\"a-b\"; a b; true",
                "a-b; b a; false",
                "path/to; /path/to/file.txt; true",
                "file.txt; /path/to/file.txt; true",
                "o'neill; O’Neill; true",
                "b; <b>bold</b>; true",
                "\"ham eggs\"; ham & eggs; true"
            })
    default void findsPartsOfWhatSymbolsDivide(String query, String text, boolean found) {
        findsInTexts(query, text, found);
    }

    /** Case, accents and how a character is composed do not count, and scripts without blanks are searched by parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "resume; Résumé; true",
                "RÉSUMÉ; resume; true",
                "résumé; re\u0301sume\u0301; true",
                "re\u0301sume\u0301; résumé; true",
                "résumé; resum; false",
                "strasse; Straße; true",
                "STRASSE; straße; true",
                "straße; STRASSE; true",
                "lodz; Łódź; true",
                "oresund; Øresund; true",
                "aether; æther; true",
                "istanbul; İstanbul; true",
                "file; ﬁle; true",
                "abc; ＡＢＣ; true",
                "данные; ДАННЫЕ; true",
                "елка; Ёлка; true",
                "σισυφος; ΣΊΣΥΦΟΣ; true",
                "שלום; שָׁלוֹם; true",
                "كتاب; كِتَاب; true",
                "हिन्दी; यह हिन्दी है; true",
                "हद; यह हिन्दी है; false",
                "東京; 東京都の地図; true",
                "京都; 東京都の地図; true",
                "都; 東京都の地図; true",
                "京東; 東京都の地図; false",
                "東都; 東京都の地図; false",
                "地図 東京; 東京都の地図; true",
                "東京 大阪; 東京都の地図; false",
                "\"東京 大阪\"; 東京　大阪; true",
                "東京; 東 京; false",
                "が; か; false",
                "カタ; ｶﾀｶﾅ; true",
                "サーバー; 新しいサーバーです; true",
                "手机; iPhone手机; true",
                "iphone手机; iPhone手机; true",
                "手机iphone; iPhone手机; false",
                "한국; 한국어에서; true",
                "서울; 부산에서; false",
                "가; 각; false",
                "สวัสดี; ผมสวัสดีครับ; true",
                "ดีสวัส; ผมสวัสดีครับ; false",
                "👍 done; done 👍; true",
                "👍; done 👍; false"
            })
    default void findsWordsOfEveryScript(String query, String text, boolean found) {
        findsInTexts(query, text, found);
    }

    /** In the name, the description and a tag alike. */
    private void findsInTexts(String query, String text, boolean found) {
        Room room = world().room();
        Artifact named = room.artifact(ArtifactContent.of(text, null, null, null));
        Artifact described = room.artifact(ArtifactContent.of("name", text, null, null));
        Artifact tagged = room.artifact(ArtifactContent.of("name", null, List.of("zzz", text), null));
        room.artifact(ArtifactContent.of("name", null, List.of("zzz"), null));

        List<Artifact> expected = found ? List.of(named, described, tagged) : List.of();
        assertThat(room.list(Filters.query(query))).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(room.count(Filters.query(query))).isEqualTo(expected.size());
    }

    @Test
    default void findsNoPhraseAcrossTheBorderOfTwoTexts() {
        Room room = world().room();
        Artifact whole = room.artifact(ArtifactContent.of("red fox 東京", null, null, null));
        room.artifact(ArtifactContent.of("red", "fox", null, null));
        room.artifact(ArtifactContent.of("red", null, List.of("fox"), null));
        room.artifact(ArtifactContent.of("x", "red", List.of("fox"), null));
        room.artifact(ArtifactContent.of("x", null, List.of("red", "fox"), null));
        room.artifact(ArtifactContent.of("東", "京", List.of("東", "京"), null));

        assertThat(room.list(Filters.query("\"red fox\""))).containsExactly(whole);
        assertThat(room.list(Filters.query("red-fox"))).containsExactly(whole);
        assertThat(room.list(Filters.query("東京"))).containsExactly(whole);
        assertThat(room.list(Filters.query("red fox"))).hasSize(5);
    }

    @Test
    default void takesTextsAndQueriesOfAnyLength() {
        Room room = world().room();
        String word = "w".repeat(1_000);
        String blessing = "\uFDFA ";
        room.artifact(ArtifactContent.of("one", word + "x".repeat(9_000), null, null));
        room.artifact(ArtifactContent.of("two", blessing.repeat(5_000), null, null));
        room.artifact(ArtifactContent.of("three", "東".repeat(10_000), null, null));

        assertThat(room.count(Filters.query(word))).isEqualTo(1);
        assertThat(room.count(Filters.query(blessing.repeat(500)))).isEqualTo(1);
        assertThat(room.count(Filters.query("\"" + "\uFDFA x ".repeat(249)))).isZero();
        assertThat(room.count(Filters.query("東".repeat(200)))).isEqualTo(1);
        assertThat(room.count(Filters.query("東西".repeat(500)))).isZero();
        assertThat(room.count(Filters.query("a ".repeat(500)))).isZero();
        assertThat(room.count(Filters.query("-a or ".repeat(166)))).isEqualTo(3);
    }

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
