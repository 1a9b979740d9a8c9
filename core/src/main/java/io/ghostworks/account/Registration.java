package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a new user tells of themself. */
public record Registration(Email email, Password password, Optional<String> firstName, Optional<String> lastName) {

    /** @throws Invalid with every broken rule */
    public Registration {
        Violations violations = new Violations();
        checkNames(violations, firstName.orElse(null), lastName.orElse(null));
        violations.throwIfAny();
    }

    /**
     * Checks everything at once.
     *
     * @throws Invalid with every broken rule
     */
    public static Registration of(
            @Nullable String email, @Nullable String password, @Nullable String firstName, @Nullable String lastName) {
        Violations violations = new Violations();
        Email checkedEmail = violations.check(() -> new Email(email == null ? "" : email));
        Password checkedPassword = violations.check(() -> new Password(password == null ? "" : password));
        checkNames(violations, firstName, lastName);
        violations.throwIfAny();
        return new Registration(
                Objects.requireNonNull(checkedEmail),
                Objects.requireNonNull(checkedPassword),
                Optional.ofNullable(firstName),
                Optional.ofNullable(lastName));
    }

    private static void checkNames(Violations violations, @Nullable String firstName, @Nullable String lastName) {
        Text.check(violations, "first_name", firstName, 0, 255);
        Text.check(violations, "last_name", lastName, 0, 255);
    }
}
