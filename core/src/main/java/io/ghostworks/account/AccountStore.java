package io.ghostworks.account;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.Unavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps users, sessions and refresh tokens: what is asked before there is a tenant, and never a way around one.
 *
 * <p>Every method is atomic and safe for all threads. Times are kept to the microsecond. Each throws {@link Unavailable}
 * when the database cannot answer.
 *
 * <p>When a session began and a token expires, the database's clock says, never the caller: a lifetime counts from the
 * moment of the call. It is 0 to 90 days, and kept to the second; anything else is a defect of the caller.
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

    /** Opens a session with its first refresh token, which is good for {@code lifetime}. */
    void openSession(Caller.Session caller, RefreshTokenHash first, Duration lifetime);

    /**
     * Spends one refresh token for the next, which is good for {@code lifetime}.
     *
     * <p>Empty, and nothing changed, if the token is unknown, expired, of a closed session or of an inactive user. A
     * token that was spent before is empty too, and closes its session: one of its two users is a thief (RFC 9700,
     * section 4.14.2). Of two callers with one token at the same time, one is the second.
     */
    Optional<Caller.Session> rotate(RefreshTokenHash spent, RefreshTokenHash next, Duration lifetime);

    /** Closes the session that the token belongs to, spent or not. Does nothing if there is none. */
    void closeSession(RefreshTokenHash token);
}
