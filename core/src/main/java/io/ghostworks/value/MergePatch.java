package io.ghostworks.value;

import io.ghostworks.error.Invalid;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396): null removes a member, an object merges, all else replaces. Not checked by itself, since only
 * what it makes of an object has to keep rules.
 *
 * @param members the values of a {@link JsonObject}, as they came
 */
public record MergePatch(Map<String, @Nullable Object> members) {

    public MergePatch {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * The object changed by this patch.
     *
     * @throws Invalid if what comes out is no valid object
     */
    public JsonObject appliedTo(JsonObject object) {
        return new JsonObject(appliedTo(object.members()));
    }

    /** The members changed by this patch, unchecked. */
    public Map<String, @Nullable Object> appliedTo(Map<String, ? extends @Nullable Object> target) {
        return merged(target, members, 1);
    }

    private static Map<String, @Nullable Object> merged(Map<?, ?> target, Map<?, ?> patch, int depth) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        target.forEach((name, value) -> merged.put((String) name, value));
        patch.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> object && depth <= JsonObject.MAX_DEPTH + 1) {
                Map<?, ?> old = merged.get(name) instanceof Map<?, ?> map ? map : Map.of();
                merged.put((String) name, merged(old, object, depth + 1));
            } else {
                // Also refuses what is nested too deeply to be merged: no valid object can result from it.
                merged.put((String) name, value);
            }
        });
        return merged;
    }
}
