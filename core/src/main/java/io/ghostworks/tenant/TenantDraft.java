package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a new tenant is asked to be. Without a slug one is derived from the name. */
public record TenantDraft(String name, Optional<Slug> slug, Optional<String> description, JsonObject settings) {

    /**
     * Checks everything at once.
     *
     * @throws Invalid with every broken rule
     */
    public static TenantDraft of(
            @Nullable String name, @Nullable String slug, @Nullable String description, @Nullable JsonObject settings) {
        Violations violations = new Violations();
        Text.check(violations, "name", name, 1, 255);
        Slug checkedSlug = slug == null ? null : violations.check(() -> new Slug(slug));
        Text.check(violations, "description", description, 0, 10_000);
        JsonObject checkedSettings = settings == null ? JsonObject.EMPTY : settings;
        TenantChange.checkSettings(violations, checkedSettings);
        violations.throwIfAny();
        return new TenantDraft(
                String.valueOf(name),
                Optional.ofNullable(checkedSlug),
                Optional.ofNullable(description),
                checkedSettings);
    }
}
