package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a new tenant is asked to be. Without a slug one is derived from the name. */
public record TenantDraft(String name, Optional<Slug> slug, Optional<String> description, JsonObject settings) {

    /** @throws Invalid with every broken rule */
    public TenantDraft {
        name = Text.normalized(name, TenantChange.MAX_NAME);
        description = description.map(text -> Text.normalized(text, TenantChange.MAX_DESCRIPTION));
        Violations violations = new Violations();
        check(violations, name, description.orElse(null), settings);
        violations.throwIfAny();
    }

    /**
     * A tenant of that name, with all else left open.
     *
     * @throws Invalid if the name breaks a rule
     */
    public static TenantDraft named(String name) {
        return new TenantDraft(name, Optional.empty(), Optional.empty(), JsonObject.EMPTY);
    }

    /**
     * Checks everything at once.
     *
     * @throws Invalid with every broken rule
     */
    public static TenantDraft of(
            @Nullable String name, @Nullable String slug, @Nullable String description, @Nullable JsonObject settings) {
        Violations violations = new Violations();
        Slug checkedSlug = slug == null ? null : violations.check(() -> new Slug(slug));
        JsonObject checkedSettings = settings == null ? JsonObject.EMPTY : settings;
        check(
                violations,
                name == null ? null : Text.normalized(name, TenantChange.MAX_NAME),
                description == null ? null : Text.normalized(description, TenantChange.MAX_DESCRIPTION),
                checkedSettings);
        violations.throwIfAny();
        return new TenantDraft(
                String.valueOf(name),
                Optional.ofNullable(checkedSlug),
                Optional.ofNullable(description),
                checkedSettings);
    }

    private static void check(
            Violations violations, @Nullable String name, @Nullable String description, JsonObject settings) {
        Text.checkName(violations, "name", name, 1, TenantChange.MAX_NAME);
        Text.check(violations, "description", description, 0, TenantChange.MAX_DESCRIPTION);
        TenantChange.checkSettings(violations, settings);
    }
}
