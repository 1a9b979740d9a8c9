package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a new user tells of themself. */
public record Registration(Email email, Password password, Optional<String> firstName, Optional<String> lastName) {

    private static final int MAX_NAME = 255;

    /** @throws Invalid with every broken rule */
    public Registration {
        firstName = firstName.map(name -> Text.normalized(name, MAX_NAME));
        lastName = lastName.map(name -> Text.normalized(name, MAX_NAME));
        Violations violations = new Violations();
        checkEmail(violations, email);
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
        if (checkedEmail != null) {
            checkEmail(violations, checkedEmail);
        }
        checkNames(
                violations,
                firstName == null ? null : Text.normalized(firstName, MAX_NAME),
                lastName == null ? null : Text.normalized(lastName, MAX_NAME));
        violations.throwIfAny();
        return new Registration(
                Objects.requireNonNull(checkedEmail),
                Objects.requireNonNull(checkedPassword),
                Optional.ofNullable(firstName),
                Optional.ofNullable(lastName));
    }

    private static void checkEmail(Violations violations, Email email) {
        violations.unless(
                email.isDotAtom(), "email", "must be an email address, with single dots between other characters");
    }

    private static void checkNames(Violations violations, @Nullable String firstName, @Nullable String lastName) {
        Text.checkName(violations, "first_name", firstName, 0, MAX_NAME);
        Text.checkName(violations, "last_name", lastName, 0, MAX_NAME);
    }
}
