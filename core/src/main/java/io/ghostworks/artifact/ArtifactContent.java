package io.ghostworks.artifact;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people write into an artifact. Tags keep their order; one that stands twice is kept once. */
public record ArtifactContent(String name, Optional<String> description, List<String> tags, JsonObject metadata) {

    private static final int MAX_TAGS = 50;
    private static final int MAX_METADATA_BYTES = 64 * 1024;

    /** @throws Invalid with every broken rule */
    public ArtifactContent {
        Violations violations = new Violations();
        check(violations, name, description.orElse(null), tags, metadata);
        violations.throwIfAny();
        tags = List.copyOf(new LinkedHashSet<>(tags));
    }

    /**
     * The same from what may be missing.
     *
     * @throws Invalid with every broken rule
     */
    public static ArtifactContent of(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable JsonObject metadata) {
        List<String> someTags = tags == null ? List.of() : tags;
        JsonObject someMetadata = metadata == null ? JsonObject.EMPTY : metadata;
        if (name == null) {
            Violations violations = new Violations();
            check(violations, null, description, someTags, someMetadata);
            violations.throwIfAny();
        }
        return new ArtifactContent(String.valueOf(name), Optional.ofNullable(description), someTags, someMetadata);
    }

    /**
     * This content changed by a merge patch (RFC 7396) of its members {@code name}, {@code description}, {@code tags} and
     * {@code metadata}.
     *
     * @throws Invalid with every broken rule of what comes out, unknown members included
     */
    public ArtifactContent merge(JsonObject patch) {
        return ContentMerge.of(this, patch);
    }

    private static void check(
            Violations violations,
            @Nullable String name,
            @Nullable String description,
            List<String> tags,
            JsonObject metadata) {
        Text.check(violations, "name", name, 1, 255);
        Text.check(violations, "description", description, 0, 10_000);
        violations.unless(tags.size() <= MAX_TAGS, "tags", "must be at most " + MAX_TAGS);
        for (String tag : tags.subList(0, Math.min(MAX_TAGS, tags.size()))) {
            Text.check(violations, "tags", tag, 1, 100);
        }
        violations.unless(!metadata.isLongerThan(MAX_METADATA_BYTES), "metadata", "must be at most 64 KiB of JSON");
    }
}
