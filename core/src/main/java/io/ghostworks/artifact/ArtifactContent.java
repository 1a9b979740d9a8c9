package io.ghostworks.artifact;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people write into an artifact. Tags keep their order; one that is given twice is kept once. Name, description and
 * tags are kept in Unicode's normal form C; metadata are kept as they are.
 */
public record ArtifactContent(String name, Optional<String> description, List<String> tags, JsonObject metadata) {

    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 10_000;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG = 100;
    private static final int MAX_METADATA_BYTES = 64 * 1024;

    /** @throws Invalid with every broken rule */
    public ArtifactContent {
        name = Text.normalized(name, MAX_NAME);
        description = description.map(text -> Text.normalized(text, MAX_DESCRIPTION));
        tags = tags.stream().map(tag -> Text.normalized(tag, MAX_TAG)).toList();
        Violations violations = new Violations();
        check(violations, name, description.orElse(null), tags, metadata);
        violations.throwIfAny();
        tags = List.copyOf(new LinkedHashSet<>(tags));
    }

    /**
     * What somebody writes now, of which parts may be missing. The name must be one that can be seen; older ones that
     * cannot are still read.
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
        if (name == null || Text.isInvisible(name)) {
            Violations violations = new Violations();
            check(violations, name == null ? null : Text.normalized(name), description, someTags, someMetadata);
            Text.checkVisible(violations, "name", name);
            violations.throwIfAny();
        }
        return new ArtifactContent(String.valueOf(name), Optional.ofNullable(description), someTags, someMetadata);
    }

    /**
     * This content, if it may be written now.
     *
     * @throws Invalid if its name cannot be seen
     */
    public ArtifactContent written() {
        Violations violations = new Violations();
        Text.checkVisible(violations, "name", name);
        violations.throwIfAny();
        return this;
    }

    /**
     * This content changed by a merge patch (RFC 7396) of its members {@code name}, {@code description}, {@code tags} and
     * {@code metadata}.
     *
     * @throws Invalid with every broken rule of what comes out, unknown members included
     */
    public ArtifactContent merge(MergePatch patch) {
        return ContentMerge.of(this, patch);
    }

    private static void check(
            Violations violations,
            @Nullable String name,
            @Nullable String description,
            List<String> tags,
            JsonObject metadata) {
        Text.check(violations, "name", name, 1, MAX_NAME);
        Text.check(violations, "description", description, 0, MAX_DESCRIPTION);
        violations.unless(tags.size() <= MAX_TAGS, "tags", "must be at most " + MAX_TAGS);
        for (String tag : tags.subList(0, Math.min(MAX_TAGS, tags.size()))) {
            Text.check(violations, "tags", tag, 1, MAX_TAG);
        }
        violations.unless(
                !metadata.isLongerThan(MAX_METADATA_BYTES),
                "metadata",
                "must be at most 64 KiB of JSON, and 128 KiB with every number written out");
    }
}
