package io.ghostworks.artifact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.testing.contract.Filters;
import io.ghostworks.value.JsonObject;
import java.util.Map;
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
}
