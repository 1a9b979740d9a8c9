package io.ghostworks.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void passesOnTheTextOfAStoreAndReadsItOnlyForItsMembers() {
        AtomicInteger readings = new AtomicInteger();
        JsonObject stored = JsonObject.stored("{\"a\": 1.0}", text -> {
            readings.incrementAndGet();
            return Map.of("a", 1.0);
        });

        assertThat(stored.toJson()).isEqualTo("{\"a\": 1.0}");
        assertThat(stored.isLongerThan(100)).isFalse();
        assertThat(readings).hasValue(0);
        assertThat(stored).isEqualTo(new JsonObject(Map.of("a", 1))).hasSameHashCodeAs(new JsonObject(Map.of("a", 1)));
        assertThat(stored.members()).containsOnlyKeys("a");
        assertThat(readings).hasValue(1);
    }

    @Test
    void measuresCompactJsonInUtf8WhateverAStoreKeptOfIt() {
        JsonObject compact = new JsonObject(Map.of("a", "ä€"));
        JsonObject spaced = JsonObject.stored("{\"a\": \"ä€\"}", text -> Map.of("a", "ä€"));

        assertThat(compact.isLongerThan(12)).isTrue();
        assertThat(compact.isLongerThan(13)).isFalse();
        assertThat(spaced.isLongerThan(12)).isTrue();
        assertThat(spaced.isLongerThan(13)).isFalse();
    }

    @Test
    void measuresNumbersAsTheDatabaseWritesThem() {
        JsonObject small = object("a", Collections.nCopies(131, new BigDecimal("1e-999")));
        JsonObject shorter = object("a", Collections.nCopies(130, new BigDecimal("1e-999")));

        assertThat(small.isLongerThan(64 * 1024)).isTrue();
        assertThat(shorter.isLongerThan(64 * 1024)).isFalse();
        assertThat(object("a", Collections.nCopies(13_000, new BigDecimal("1e-9")))
                        .isLongerThan(64 * 1024))
                .isTrue();
    }

    @Test
    void namesNoFieldOfItsOwners() {
        assertThatThrownBy(() -> object("k", "a\0"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Invalid.Violation::field)
                                .containsExactly("json"));
        Violations violations = new Violations();

        assertThat(violations.check("settings", () -> object("k", "a\0"))).isNull();
        assertThatThrownBy(violations::throwIfAny).hasMessageStartingWith("settings: ");
    }

    @Test
    void takesNumbersAsDecimalsThatCompareByValue() {
        assertThat(object("n", 1)).isEqualTo(object("n", new BigDecimal("1.000")));
        assertThat(object("n", 100L)).isEqualTo(object("n", new BigDecimal("1e2")));
        assertThat(object("n", BigInteger.TEN)).isEqualTo(object("n", 10.0));
        assertThat(object("n", -0.0)).isEqualTo(object("n", 0));
        assertThat(object("n", 1)).isNotEqualTo(object("n", "1")).isNotEqualTo(object("n", true));
    }

    @Test
    void comparesMembersInAnyOrderAndListsInTheirs() {
        assertThat(object("a", 1, "b", 2)).isEqualTo(object("b", 2, "a", 1)).hasSameHashCodeAs(object("b", 2, "a", 1));
        assertThat(object("l", List.of(1, 2))).isNotEqualTo(object("l", List.of(2, 1)));
    }

    @Test
    void doesNotChangeWithWhatItWasMadeOf() {
        List<Object> list = new ArrayList<>(List.of("x"));
        Map<String, @Nullable Object> members = new HashMap<>(Map.of("list", list));
        JsonObject object = new JsonObject(members);
        list.add("y");
        members.put("more", 1);

        assertThat(object).isEqualTo(object("list", List.of("x")));
        assertThatThrownBy(() -> object.members().put("k", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) list(object)).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void writesCompactJsonInTheOrderOfItsMembers() {
        JsonObject object = object(
                "z",
                Arrays.asList(null, true, List.of(), Map.of()),
                "a",
                Map.of("b", 1.50),
                "n",
                new BigDecimal("1e3"));

        assertThat(object.toJson()).isEqualTo("{\"z\":[null,true,[],{}],\"a\":{\"b\":1.5},\"n\":1000}");
        assertThat(object).hasToString(object.toJson());
        assertThat(JsonObject.EMPTY.toJson()).isEqualTo("{}");
    }

    @Test
    void escapesWhatJsonAsksFor() {
        assertThat(object("\"\\/\n\r\t\b\u0001\u007F\u2028é😀", "\"").toJson())
                .isEqualTo("{\"\\\"\\\\/\\n\\r\\t\\u0008\\u0001\u007F\u2028é😀\":\"\\\"\"}");
    }

    @Test
    void writesSmallAndLargeNumbers() {
        assertThat(object("n", new BigDecimal("1e-7")).toJson()).isEqualTo("{\"n\":1E-7}");
        assertThat(object("n", new BigDecimal("1e30")).toJson()).isEqualTo("{\"n\":1" + "0".repeat(30) + "}");
        assertThat(object("n", new BigDecimal("-12.30")).toJson()).isEqualTo("{\"n\":-12.3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e-1001", "-1e5000", "1e2147483647", "1e-2147483647", "123456e2147483640"})
    void refusesNumbersOutOfRange(String number) {
        BigDecimal decimal = new BigDecimal(number);
        assertThatThrownBy(() -> object("n", decimal)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\uD800", "\uDC00x", "\uD800\uD800"})
    void refusesTextsThatCannotBeStored(String text) {
        assertThatThrownBy(() -> object("k", text)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> object(text, 1)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> object("k", List.of(Map.of(text, 1)))).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(nested(99).members()).hasSize(1);
        assertThatThrownBy(() -> nested(100)).isInstanceOf(Invalid.class);
        Object list = List.of();
        for (int i = 0; i < 100; i++) {
            list = List.of(list);
        }
        Object tooDeep = list;
        assertThatThrownBy(() -> object("k", tooDeep)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesWhatIsNoJsonValue() {
        assertThatThrownBy(() -> object("k", new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void containsItsMembersDeepDown() {
        JsonObject whole = object("a", 1, "o", Map.of("x", 1, "y", List.of(1, Map.of("z", 2, "w", 3))), "l", List.of());

        assertThat(whole.contains(JsonObject.EMPTY)).isTrue();
        assertThat(whole.contains(whole)).isTrue();
        assertThat(whole.contains(object("a", 1.0))).isTrue();
        assertThat(whole.contains(object("o", Map.of("y", List.of(Map.of("z", 2))))))
                .isTrue();
        assertThat(whole.contains(object("o", Map.of("y", List.of(1, 1, 1))))).isTrue();
        assertThat(whole.contains(object("a", 2))).isFalse();
        assertThat(whole.contains(object("b", 1))).isFalse();
        assertThat(whole.contains(object("o", Map.of("y", 1)))).isFalse();
        assertThat(whole.contains(object("l", Map.of()))).isFalse();
        assertThat(whole.contains(object("l", null))).isFalse();
        assertThat(JsonObject.EMPTY.contains(object("n", null))).isFalse();
        assertThat(object("n", null).contains(object("n", null))).isTrue();
    }

    private static JsonObject nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = Map.of("k", value);
        }
        return object("k", value);
    }

    private static Object list(JsonObject object) {
        return Objects.requireNonNull(object.members().get("list"));
    }

    static JsonObject object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new JsonObject(members);
    }
}
