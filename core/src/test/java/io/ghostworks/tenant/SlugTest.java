package io.ghostworks.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a-b", "a1-2b-c", "abc"})
    void takesLettersAndDigitsWithSingleHyphensBetween(String slug) {
        assertThat(new Slug(slug)).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "a--b", "A", "ä", "a b", "a_b", "a.b", "a\n", "à", "١"})
    void refusesEverythingElse(String slug) {
        assertThatThrownBy(() -> new Slug(slug)).isInstanceOf(Invalid.class).hasMessageStartingWith("slug: ");
    }

    @Test
    void hasAtMostAHundredCharacters() {
        assertThat(new Slug("a".repeat(100)).value()).hasSize(100);
        assertThatThrownBy(() -> new Slug("a".repeat(101))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Acme; acme",
                "Acme, Inc.; acme-inc",
                "  --Acme--  ; acme",
                "Ärger & Söhne; arger-sohne",
                "Crème brûlée; creme-brulee",
                "ﬁne ①; fine-1",
                "İstanbul; istanbul",
                "株式会社; workspace",
                "!!!; workspace",
                "😀; workspace",
                "a株b; a-b",
                "Straße; strasse",
                "GROẞ; gross",
                "æther Øst Łódź đ; aether-ost-lodz-d",
                "ŒUVRE Ǽ; oeuvre-ae",
                "Þórr Eiðr; thorr-eidr",
                "Iğdır; igdir",
                "Ħal Għaxaq; hal-ghaxaq",
                "Ŋ ŧ ĸ; ng-t-k",
                "Đặng Thị Ngọc Thịnh; dang-thi-ngoc-thinh",
                "Москва; workspace"
            })
    void isDerivedFromAName(String name, String slug) {
        assertThat(Slug.derivedFrom(name)).isEqualTo(new Slug(slug));
    }

    @Test
    void isCutToFit() {
        assertThat(Slug.derivedFrom("a".repeat(255)).value()).isEqualTo("a".repeat(100));
        assertThat(Slug.derivedFrom("a".repeat(99) + " b").value()).isEqualTo("a".repeat(99));
    }

    @Test
    void takesASuffixWithinItsLength() {
        assertThat(new Slug("acme").withSuffix("x1")).isEqualTo(new Slug("acme-x1"));
        assertThat(new Slug("a".repeat(100)).withSuffix("x1").value()).isEqualTo("a".repeat(97) + "-x1");
        assertThat(new Slug("a".repeat(96) + "-bbb").withSuffix("x1").value()).isEqualTo("a".repeat(96) + "-x1");
    }
}
