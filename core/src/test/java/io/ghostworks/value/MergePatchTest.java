package io.ghostworks.value;

import static io.ghostworks.value.JsonObjectTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 7396, as far as both sides are objects, and its own in section 3. */
class MergePatchTest {

    @ParameterizedTest
    @MethodSource("examples")
    void mergesAsTheExamplesOfAppendixADo(JsonObject original, JsonObject patch, JsonObject result) {
        assertThat(new MergePatch(patch.members()).appliedTo(original)).isEqualTo(result);
    }

    @Test
    void refusesWhatGrowsTooDeepHoweverDeepThePatchIs() {
        Object deep = Map.of();
        for (int i = 0; i < 10_000; i++) {
            deep = Map.of("k", deep);
        }
        MergePatch patch = new MergePatch(Map.of("k", deep));

        assertThatThrownBy(() -> patch.appliedTo(JsonObject.EMPTY))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("nested deeper than 100");
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of(object("a", "b"), object("a", "c"), object("a", "c")),
                Arguments.of(object("a", "b"), object("b", "c"), object("a", "b", "b", "c")),
                Arguments.of(object("a", "b"), object("a", null), object()),
                Arguments.of(object("a", "b", "b", "c"), object("a", null), object("b", "c")),
                Arguments.of(object("a", List.of("b")), object("a", "c"), object("a", "c")),
                Arguments.of(object("a", "c"), object("a", List.of("b")), object("a", List.of("b"))),
                Arguments.of(
                        object("a", Map.of("b", "c")),
                        object("a", object("b", "d", "c", null).members()),
                        object("a", Map.of("b", "d"))),
                Arguments.of(object("a", List.of(Map.of("b", "c"))), object("a", List.of(1)), object("a", List.of(1))),
                Arguments.of(object("e", null), object("a", 1), object("e", null, "a", 1)),
                Arguments.of(
                        object(),
                        object("a", Map.of("bb", object("ccc", null).members())),
                        object("a", Map.of("bb", Map.of()))),
                Arguments.of(object("a", "x"), object("a", object("b", null).members()), object("a", Map.of())),
                Arguments.of(object("a", 1), object("a", Arrays.asList(1, null)), object("a", Arrays.asList(1, null))),
                Arguments.of(
                        object(
                                "title",
                                "Goodbye!",
                                "author",
                                Map.of("givenName", "John", "familyName", "Doe"),
                                "tags",
                                List.of("example", "sample"),
                                "content",
                                "This will be unchanged"),
                        object(
                                "title",
                                "Hello!",
                                "phoneNumber",
                                "+01-123-456-7890",
                                "author",
                                object("familyName", null).members(),
                                "tags",
                                List.of("example")),
                        object(
                                "title",
                                "Hello!",
                                "author",
                                Map.of("givenName", "John"),
                                "tags",
                                List.of("example"),
                                "content",
                                "This will be unchanged",
                                "phoneNumber",
                                "+01-123-456-7890")));
    }
}
