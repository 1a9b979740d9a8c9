package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import java.util.Arrays;
import java.util.Locale;

/** What a member is in a workspace, from the least to the most. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /**
     * The role that the contract spells so.
     *
     * @throws Invalid for field {@code role}
     */
    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Invalid("role", "must be one of owner, admin, member"));
    }

    /** The role as the contract and the database spell it, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may do at least what {@code other} may. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
