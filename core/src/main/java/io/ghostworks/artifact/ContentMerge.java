package io.ghostworks.artifact;

import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import io.ghostworks.value.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content as a JSON object and back, for a merge patch. */
final class ContentMerge {

    private static final Set<String> MEMBERS = Set.of("name", "description", "tags", "metadata");

    private final Map<String, @Nullable Object> merged;
    private final Violations violations = new Violations();

    private ContentMerge(Map<String, @Nullable Object> merged) {
        this.merged = merged;
    }

    static ArtifactContent of(ArtifactContent content, MergePatch patch) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", content.name());
        content.description().ifPresent(text -> object.put("description", text));
        object.put("tags", content.tags());
        object.put("metadata", content.metadata().members());
        return new ContentMerge(patch.appliedTo(object)).content();
    }

    private ArtifactContent content() {
        merged.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> violations.add(name, "is unknown"));
        Optional<String> name = member("name", String.class, "must be a text");
        Optional<String> description = member("description", String.class, "must be a text");
        List<String> tags = tags();
        Optional<Map<?, ?>> members =
                member("metadata", Map.class, "must be an object").map(some -> (Map<?, ?>) some);
        violations.throwIfAny();
        JsonObject metadata = members.map(some -> violations.check("metadata", () -> object(some)))
                .orElse(null);
        ArtifactContent content =
                violations.check(() -> ArtifactContent.of(name.orElse(null), description.orElse(null), tags, metadata));
        violations.throwIfAny();
        return Objects.requireNonNull(content);
    }

    private <T> Optional<T> member(String name, Class<T> type, String otherwise) {
        Object value = merged.get(name);
        violations.unless(value == null || type.isInstance(value), name, otherwise);
        return Optional.ofNullable(value).filter(type::isInstance).map(type::cast);
    }

    private List<String> tags() {
        List<?> elements = member("tags", List.class, "must be a list of texts")
                .map(list -> (List<?>) list)
                .orElse(List.of());
        violations.unless(elements.stream().allMatch(String.class::isInstance), "tags", "must be a list of texts");
        return elements.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static JsonObject object(Map<?, ?> members) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put((String) name, value));
        return new JsonObject(named);
    }
}
