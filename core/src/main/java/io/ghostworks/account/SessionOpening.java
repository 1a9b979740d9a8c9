package io.ghostworks.account;

import java.util.Optional;

/**
 * A log-in that is about to succeed. Never printed.
 *
 * @param caller the user, and the id that the session is to have
 * @param passwordHash the stored hash that the password was compared with
 * @param userAgent where the user logs in from
 * @param first what is stored of the session's first refresh token
 */
public record SessionOpening(
        Caller.Session caller, String passwordHash, Optional<UserAgent> userAgent, TokenHash first) {

    @Override
    public String toString() {
        return "SessionOpening[" + caller + "]";
    }
}
