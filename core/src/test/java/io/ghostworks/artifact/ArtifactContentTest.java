package io.ghostworks.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArtifactContentTest {

    private static final JsonObject METADATA = new JsonObject(Map.of("a", 1, "b", Map.of("c", 2)));
    private static final ArtifactContent CONTENT = ArtifactContent.of("name", "text", List.of("x", "y"), METADATA);

    @Test
    void keepsNamesDescriptionsAndTagsInNormalFormC() {
        ArtifactContent content =
                ArtifactContent.of("cafe\u0301", "cafe\u0301", List.of("e\u0301", "\u00E9", "e"), null);

        assertThat(content.name()).isEqualTo("caf\u00E9");
        assertThat(content.description()).contains("caf\u00E9");
        assertThat(content.tags()).containsExactly("\u00E9", "e");
        assertThat(ArtifactContent.of("e\u0301".repeat(255), null, null, null).name())
                .hasSize(255);
    }

    /** U+0958 is two characters in normal form C: a text that was stored must not become unreadable by that. */
    @Test
    void readsATextThatOnlyItsNormalFormMakesTooLong() {
        ArtifactContent content =
                ArtifactContent.of("\u0958".repeat(255), "\u0958".repeat(10_000), List.of("\u0958".repeat(100)), null);

        assertThat(content.name()).isEqualTo("\u0958".repeat(255));
        assertThat(content.description()).contains("\u0958".repeat(10_000));
        assertThat(content.tags()).containsExactly("\u0958".repeat(100));
        assertThat(ArtifactContent.of("\u0958".repeat(127), null, null, null).name())
                .hasSize(254);
        assertThatThrownBy(() -> ArtifactContent.of("\u0958".repeat(256), null, null, null))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void refusesToWriteABlankNameButReadsOldOnes() {
        assertThatThrownBy(() -> ArtifactContent.of(" \u2003\u200B", null, null, null))
                .isInstanceOf(Invalid.class)
                .hasMessage("name: must not be blank");
        ArtifactContent old = new ArtifactContent(" ", Optional.empty(), List.of(), JsonObject.EMPTY);
        assertThatThrownBy(old::written).isInstanceOf(Invalid.class);
    }

    @Test
    void namesTheFieldOfWhatAPatchCannotMake() {
        ArtifactContent content = ArtifactContent.of("name", null, null, null);

        assertThatThrownBy(() -> content.merge(new MergePatch(Map.of("name", "a\0b"))))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("name: ");
        assertThatThrownBy(() -> content.merge(new MergePatch(Map.of("metadata", Map.of("k", "a\0b")))))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("metadata: ");
    }

    @Test
    void defaultsWhatMayBeMissing() {
        assertThat(ArtifactContent.of("name", null, null, null))
                .isEqualTo(new ArtifactContent("name", Optional.empty(), List.of(), JsonObject.EMPTY));
    }

    @Test
    void keepsTagsInTheirOrderAndEachOnce() {
        List<String> tags = new ArrayList<>(List.of("b", "a", "b", "A"));
        ArtifactContent content = ArtifactContent.of("name", null, tags, null);
        tags.clear();

        assertThat(content.tags()).containsExactly("b", "a", "A");
        assertThatThrownBy(() -> content.tags().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void tellsEverythingThatIsWrong() {
        List<String> tags = List.of("", "x".repeat(101));
        JsonObject large = new JsonObject(Map.of("k", "x".repeat(64 * 1024)));

        assertRefused(
                () -> ArtifactContent.of(null, "x".repeat(10_001), tags, large),
                "name",
                "description",
                "tags",
                "tags",
                "metadata");
        assertRefused(() -> ArtifactContent.of("", null, null, null), "name");
        assertRefused(() -> ArtifactContent.of("x".repeat(256), null, null, null), "name");
        assertRefused(() -> ArtifactContent.of("x", null, numbered(51), null), "tags");
        assertRefused(() -> new ArtifactContent("", Optional.empty(), List.of(), JsonObject.EMPTY), "name");
    }

    @Test
    void takesTheMostThatIsAllowed() {
        ArtifactContent content =
                ArtifactContent.of("😀".repeat(255), "é".repeat(10_000), numbered(50), new JsonObject(Map.of("k", "")));

        assertThat(content.tags()).hasSize(50);
    }

    @Test
    void mergesWhatAPatchNames() {
        assertThat(CONTENT.merge(patch("name", "new")))
                .isEqualTo(ArtifactContent.of("new", "text", List.of("x", "y"), METADATA));
        assertThat(CONTENT.merge(patch("tags", List.of("z", "z"))))
                .isEqualTo(ArtifactContent.of("name", "text", List.of("z"), METADATA));
        assertThat(CONTENT.merge(new MergePatch(Map.of()))).isEqualTo(CONTENT);
    }

    @Test
    void mergesMetadataMemberByMember() {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put("a", null);
        change.put("b", Map.of("d", 3));

        assertThat(CONTENT.merge(patch("metadata", change)).metadata())
                .isEqualTo(new JsonObject(Map.of("b", Map.of("c", 2, "d", 3))));
    }

    @Test
    void dropsWhatAPatchNulls() {
        assertThat(CONTENT.merge(patch("description", null)).description()).isEmpty();
        assertThat(CONTENT.merge(patch("tags", null)).tags()).isEmpty();
        assertThat(CONTENT.merge(patch("metadata", null)).metadata()).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void refusesAPatchThatMakesNoContent() {
        assertRefused(() -> CONTENT.merge(patch("name", null)), "name");
        assertRefused(() -> CONTENT.merge(patch("name", 1)), "name");
        assertRefused(() -> CONTENT.merge(patch("description", List.of())), "description");
        assertRefused(() -> CONTENT.merge(patch("tags", "x")), "tags");
        assertRefused(() -> CONTENT.merge(patch("tags", List.of("x", 1))), "tags");
        assertRefused(() -> CONTENT.merge(patch("tags", Collections.singletonList(null))), "tags");
        assertRefused(() -> CONTENT.merge(patch("metadata", "x")), "metadata");
        assertRefused(() -> CONTENT.merge(patch("version", 2)), "version");
        assertRefused(() -> CONTENT.merge(new MergePatch(Map.of("name", 1, "colour", "red"))), "colour", "name");
    }

    @Test
    void takesKeysOf1To255Characters() {
        assertThat(new IdempotencyKey("😀".repeat(255)).value()).hasSize(510);
        assertRefused(() -> new IdempotencyKey(""), "Idempotency-Key");
        assertRefused(() -> new IdempotencyKey("x".repeat(256)), "Idempotency-Key");
        assertRefused(() -> new IdempotencyKey("\0"), "Idempotency-Key");
    }

    private static void assertRefused(ThrowingCallable making, String... fields) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly(fields));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag " + i).toList();
    }

    private static MergePatch patch(String name, @Nullable Object value) {
        return new MergePatch(Collections.singletonMap(name, value));
    }
}
