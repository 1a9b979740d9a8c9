package io.ghostworks.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void countsCodePoints() {
        assertThatCode(() -> check("😀😀", 1, 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("😀😀😀", 1, 2)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> check("", 1, 2)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> check("e\u0301e", 1, 2)).isInstanceOf(Invalid.class);
    }

    @Test
    void asksForWhatIsMissingOnlyWhereSomethingIsNeeded() {
        assertThatCode(() -> check(null, 0, 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(null, 1, 2)).hasMessage("f: is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\uD83D", "\uDE00\uD83D"})
    void refusesWhatPostgresCannotStore(String text) {
        assertThat(Text.storable(text)).isFalse();
        assertThatThrownBy(() -> check(text, 0, 9)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0001", "\uFFFE", "😀", "'; --"})
    void takesAnythingElse(String text) {
        assertThat(Text.storable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t\r\n",
                "\u00A0\u2003\u3000",
                "\u200B\uFEFF\u2060",
                "\u0001\u0085",
                "\u3164",
                "\u2800\uFE0F",
                "\u00AD\u034F",
                "\uDB40\uDC20"
            })
    void seesNothingInBlanks(String name) {
        assertThat(Text.isInvisible(name)).isTrue();
        Violations violations = new Violations();
        Text.checkName(violations, "f", name, 1, 255);
        assertThatThrownBy(violations::throwIfAny).hasMessage("f: must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a ", ".", "\u200Bx", "א", "\u0301", "😀", "\uFFFD"})
    void seesSomethingInEveryOtherName(String name) {
        assertThat(Text.isInvisible(name)).isFalse();
    }

    @Test
    void bringsTextsIntoNormalFormC() {
        assertThat(Text.normalized("caf" + "e\u0301")).isEqualTo("caf\u00E9");
        assertThat(Text.normalized("\u1112\u1161\u11AB")).isEqualTo("\uD55C");
        assertThat(Text.normalized("\u212B")).isEqualTo("\u00C5");
        assertThat(Text.normalized("ﬁ ① ½")).isEqualTo("ﬁ ① ½");
        assertThat(Text.normalized("\uD800")).isEqualTo("\uD800");
    }

    @Test
    void leavesTextsWithMoreMarksInARowThanAnyLanguageHas() {
        String heaped = "e" + "\u0316\u0301".repeat(500_000);

        assertThat(Text.normalized(heaped)).isSameAs(heaped);
        assertThat(Text.normalized("e" + "\u0301".repeat(30))).startsWith("é");
    }

    @Test
    void tellsEveryViolationAtOnceInTheirOrder() {
        Violations violations = new Violations();
        violations.add("a", "one");
        violations.unless(true, "b", "never");
        violations.unless(false, "c", "two");
        Integer refused = violations.check(() -> {
            throw new Invalid("d", "three");
        });

        assertThat(refused).isNull();
        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .containsExactly(
                                        new Violation("a", "one"),
                                        new Violation("c", "two"),
                                        new Violation("d", "three")));
        assertThatCode(() -> new Violations().throwIfAny()).doesNotThrowAnyException();
    }

    @Test
    void cutsAPageFromAListThatIsOneTooLong() {
        assertThat(Page.of(List.of("a", "b", "c"), 2, item -> item + "!"))
                .isEqualTo(new Page<>(List.of("a", "b"), Optional.of("b!")));
        assertThat(Page.of(List.of("a", "b"), 2, item -> item))
                .isEqualTo(new Page<>(List.of("a", "b"), Optional.empty()));
        assertThat(Page.of(List.of(), 2, item -> item)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    private static void check(@Nullable String text, int min, int max) {
        Violations violations = new Violations();
        Text.check(violations, "f", text, min, max);
        violations.throwIfAny();
    }
}
