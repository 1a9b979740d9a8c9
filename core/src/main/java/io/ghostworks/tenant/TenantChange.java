package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Optional;

/** The parts of a tenant to replace; what is empty stays as it is. An empty {@code description} text clears it. */
public record TenantChange(
        Optional<String> name,
        Optional<String> description,
        Optional<JsonObject> settings,
        Optional<Boolean> isActive) {

    static final int MAX_NAME = 255;
    static final int MAX_DESCRIPTION = 10_000;

    /** The most bytes of compact JSON that settings may have. */
    static final int MAX_SETTINGS_BYTES = 64 * 1024;

    /** @throws Invalid with every broken rule */
    public TenantChange {
        name = name.map(text -> Text.normalized(text, MAX_NAME));
        description = description.map(text -> Text.normalized(text, MAX_DESCRIPTION));
        Violations violations = new Violations();
        name.ifPresent(text -> Text.checkName(violations, "name", text, 1, MAX_NAME));
        description.ifPresent(text -> Text.check(violations, "description", text, 0, MAX_DESCRIPTION));
        settings.ifPresent(object -> checkSettings(violations, object));
        violations.throwIfAny();
    }

    static void checkSettings(Violations violations, JsonObject settings) {
        violations.unless(
                !settings.isLongerThan(MAX_SETTINGS_BYTES),
                "settings",
                "must be at most 64 KiB of JSON, and 128 KiB with every number written out");
    }
}
