package io.ghostworks.account;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.Unavailable;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps users, sessions and refresh tokens: what is asked before there is a tenant, and never a way around one.
 *
 * <p>Every method is atomic and safe for all threads. Times are kept to the microsecond. Each throws {@link Unavailable}
 * when the database cannot answer.
 */
public interface AccountStore {

    /**
     * Adds a user.
     *
     * @throws Conflict if the email, or the id, is taken
     */
    void register(User user, String passwordHash);

    /** What proves the user of exactly this email; empty if nobody has it. */
    Optional<Credentials> findCredentials(Email email);

    /** The caller's user; empty unless the user is active and the session is open. */
    Optional<User> findUser(Caller caller);

    /** Notes that the user controls the email; false if that is not the email of an active user of that id. */
    boolean verifyEmail(UserId user, Email email);

    /** Opens a session with its first refresh token. */
    void openSession(Caller.Session caller, RefreshTokenHash first, Instant now, Instant expires);

    /**
     * Spends one refresh token for the next.
     *
     * <p>Empty, and nothing changed, if the token is unknown, expired at {@code now}, of a closed session or of an
     * inactive user. A token that was spent before is empty too, and closes its session: one of its two users is a
     * thief (RFC 9700, section 4.14.2). Of two callers with one token at the same time, one is the second.
     */
    Optional<Caller.Session> rotate(RefreshTokenHash spent, RefreshTokenHash next, Instant now, Instant expires);

    /** Closes the session that the token belongs to, spent or not. Does nothing if there is none. */
    void closeSession(RefreshTokenHash token, Instant now);
}
