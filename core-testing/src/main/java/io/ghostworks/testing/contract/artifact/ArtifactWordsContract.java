package io.ghostworks.testing.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What full-text search takes for a word, and what a query of several finds. */
public interface ArtifactWordsContract extends Contract {

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
}
