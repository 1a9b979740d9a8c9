package io.ghostworks.api.member;

import io.ghostworks.account.Email;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.tenant.Role;
import io.ghostworks.value.Violations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who is asked to become a member, as what. */
record Candidate(Email email, Role role) {

    static Candidate of(JsonBody body) {
        String email = body.text("email");
        String role = body.text("role");
        return body.to(() -> of(email, role));
    }

    private static Candidate of(@Nullable String email, @Nullable String role) {
        Violations violations = new Violations();
        Email checkedEmail = violations.check(() -> new Email(email == null ? "" : email));
        Role checkedRole = violations.check(() -> Role.of(role == null ? "" : role));
        violations.throwIfAny();
        return new Candidate(Objects.requireNonNull(checkedEmail), Objects.requireNonNull(checkedRole));
    }
}
