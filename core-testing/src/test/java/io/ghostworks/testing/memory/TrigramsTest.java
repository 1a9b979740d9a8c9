package io.ghostworks.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a PostgreSQL 18 answers to {@code word_similarity}, whose fake this is. */
class TrigramsTest {

    @Test
    void takesWordsApartAsShowTrgmDoes() {
        assertThat(Trigrams.of("Cat, a!")).containsExactly("  c", " ca", "cat", "at ", "  a", " a ");
        assertThat(Trigrams.of("%!")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "word, two words, 0.8",
        "anual report, The Annual Report of 2024, 0.8",
        "Größe, große größer, 1",
        "日本, 日本語, 0.6666667",
        "'', x, 0",
        "abc, xyz, 0",
        "aaaa bb, bb aaab aa, 0.85714287"
    })
    void measuresAsPostgresDoes(String query, String text, float similarity) {
        assertThat(Trigrams.wordSimilarity(query, text)).isEqualTo(similarity);
    }
}
