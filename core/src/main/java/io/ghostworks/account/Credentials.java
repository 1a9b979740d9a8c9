package io.ghostworks.account;

/** What proves a user, as stored. The hash is never printed. */
public record Credentials(UserId user, String passwordHash, boolean isActive) {

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
