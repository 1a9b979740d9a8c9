package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody tells of themself whose email is known from an invitation. */
public record Newcomer(Password password, Optional<String> firstName, Optional<String> lastName) {

    /**
     * Checks everything at once.
     *
     * @throws Invalid with every broken rule
     */
    public static Newcomer of(@Nullable String password, @Nullable String firstName, @Nullable String lastName) {
        Violations violations = new Violations();
        Password checked = violations.check(() -> new Password(password == null ? "" : password));
        Optional<String> first = Optional.ofNullable(firstName).map(Text::normalized);
        Optional<String> last = Optional.ofNullable(lastName).map(Text::normalized);
        Text.checkName(violations, "first_name", first.orElse(null), 0, 255);
        Text.checkName(violations, "last_name", last.orElse(null), 0, 255);
        violations.throwIfAny();
        return new Newcomer(Objects.requireNonNull(checked), first, last);
    }
}
