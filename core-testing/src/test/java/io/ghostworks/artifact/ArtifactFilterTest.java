package io.ghostworks.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.testing.contract.artifact.Filters;
import io.ghostworks.value.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArtifactFilterTest {

    /** How many bytes {@code {"k":""}} has. */
    private static final int AROUND = 8;

    @Test
    void takesMetadataOf4KiB() {
        JsonObject part = new JsonObject(Map.of("k", "x".repeat(4_096 - AROUND)));

        assertThatCode(() -> Filters.metadata(part)).doesNotThrowAnyException();
    }

    @Test
    void refusesLargerMetadata() {
        JsonObject part = new JsonObject(Map.of("k", "x".repeat(4_097 - AROUND)));

        assertThatThrownBy(() -> Filters.metadata(part))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("metadata");
    }

    @Test
    void refusesMetadataThatIsLongOnceItsNumbersAreWrittenOut() {
        JsonObject part = new JsonObject(Map.of("k", Collections.nCopies(9, new BigDecimal("1e-999"))));

        assertThatThrownBy(() -> Filters.metadata(part))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("metadata");
    }

    @Test
    void namesEveryPartThatBreaksARule() {
        Optional<String> tooLong = Optional.of("x".repeat(1_001));
        List<String> tooMany = IntStream.range(0, 51).mapToObj(i -> "tag " + i).toList();

        assertThatThrownBy(() -> new ArtifactFilter(
                        tooLong,
                        tooLong,
                        Optional.of(""),
                        List.of(""),
                        tooMany,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly("q", "name", "similar", "tag", "any_tag"));
    }

    @Test
    void keepsComparisonsTrueForTimesBetweenTwoMicroseconds() {
        Instant between = Instant.parse("2026-01-31T12:00:00.0000015Z");

        assertThat(Filters.createdBefore(between).createdBefore())
                .contains(Instant.parse("2026-01-31T12:00:00.000002Z"));
        assertThat(Filters.createdAfter(between).createdAfter()).contains(Instant.parse("2026-01-31T12:00:00.000001Z"));
        Instant whole = Instant.parse("2026-01-31T12:00:00.000001Z");
        assertThat(Filters.createdBefore(whole).createdBefore()).contains(whole);
        assertThat(Filters.createdAfter(whole).createdAfter()).contains(whole);
    }
}
