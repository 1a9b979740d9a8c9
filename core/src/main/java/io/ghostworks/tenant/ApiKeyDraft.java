package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a new API key is asked to be.
 *
 * @param expiresAt to the microsecond
 */
public record ApiKeyDraft(String name, Role role, Optional<Instant> expiresAt) {

    public static final int MAX_NAME = 100;

    /** @throws Invalid unless the name has 1 to 100 characters of which some can be seen */
    public ApiKeyDraft {
        name = Text.normalized(name, MAX_NAME);
        expiresAt = expiresAt.map(time -> time.truncatedTo(ChronoUnit.MICROS));
        Violations violations = new Violations();
        Text.checkName(violations, "name", name, 1, MAX_NAME);
        violations.throwIfAny();
    }

    /**
     * Checks everything at once.
     *
     * @throws Invalid with every broken rule
     */
    public static ApiKeyDraft of(@Nullable String name, @Nullable String role, Optional<Instant> expiresAt) {
        Violations violations = new Violations();
        Role checkedRole = violations.check(() -> Role.of(role == null ? "" : role));
        Text.checkName(violations, "name", name == null ? null : Text.normalized(name, MAX_NAME), 1, MAX_NAME);
        violations.throwIfAny();
        return new ApiKeyDraft(String.valueOf(name), Objects.requireNonNull(checkedRole), expiresAt);
    }
}
