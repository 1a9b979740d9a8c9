package io.ghostworks.account;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps users, sessions and refresh tokens: what is asked before there is a tenant, and never a way around one.
 *
 * <p>Every method is atomic and safe for all threads. Times are kept to the microsecond. Each throws {@link Unavailable}
 * when the database cannot answer.
 *
 * <p>The database's clock, and never the caller's, says when a session began and when a token expires: a lifetime
 * counts from the moment of the call. It is 0 to 90 days, and kept to the second; anything else is a defect of the
 * caller.
 */
public interface AccountStore {

    /** How many sessions are listed at most. */
    int LISTED_SESSIONS = 100;

    /**
     * Adds a user, and has the letter sent that verifies their email.
     *
     * @throws Conflict if the email, or the id, is taken
     */
    void register(User user, String passwordHash);

    /** What proves the user of exactly this email; empty if nobody has it. */
    Optional<Credentials> findCredentials(Email email);

    /**
     * Keeps another hash of the same password. False, and nothing changed, unless {@code present} is the user's hash: of two
     * that replace it at the same time, one is the second.
     */
    boolean replaceHash(UserId user, String present, String next);

    /** The caller's user; empty unless the user is active and the session is open. */
    Optional<User> findUser(Caller.Session caller);

    /** Notes that the user controls the email; false if that is not the email of an active user of that id. */
    boolean verifyEmail(UserId user, Email email);

    /**
     * Opens a session with its first refresh token, which is good for {@code lifetime}.
     *
     * @return false, and nothing opened, unless the user is active and the password hash is still theirs: of a log-in and a
     *     change of the password at the same time, no session with the old one is left
     */
    boolean openSession(SessionOpening opening, Duration lifetime);

    /**
     * Spends one refresh token for the next, which is good for {@code lifetime}.
     *
     * <p>Empty, and nothing changed, if the token is unknown, expired, of a closed session or of an inactive user. A
     * token that was spent before is empty too, and closes its session: one of its two users is a thief (RFC 9700,
     * section 4.14.2). Of two callers with one token at the same time, one is the second.
     */
    Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime);

    /** Closes the session that the token belongs to, spent or not. Does nothing if there is none. */
    void closeSession(TokenHash token);

    /**
     * The user's sessions that are open and whose refresh token has not expired: the caller's own first, then those used last,
     * at most {@value #LISTED_SESSIONS}.
     *
     * @throws Unauthenticated unless the user is active and the caller's own session is open
     */
    List<OpenSession> listSessions(Caller.Session caller);

    /**
     * Ends one open session of the caller's user: its access tokens stop working with the next request.
     *
     * @throws Unauthenticated unless the user is active and the caller's own session is open
     * @throws NotFound if the user has no open session of that id
     */
    void endSession(Caller.Session caller, SessionId session);

    /**
     * Ends all sessions of the caller's user, the caller's own too.
     *
     * @throws Unauthenticated unless the user is active and the caller's own session is open
     */
    void endSessions(Caller.Session caller);

    /** The stored hash of the caller's own password; empty unless the user is active and the session is open. */
    Optional<String> findPassword(Caller.Session caller);

    /**
     * Gives the caller's user another password, ends all their other sessions, makes every mailed token that resets the password
     * worthless, and has a letter sent that says so.
     *
     * @param present the hash that the present password was compared with
     * @return false, and nothing changed, unless the user is active, the session open and {@code present} still stored: of two
     *     changes at the same time, one succeeds
     */
    boolean changePassword(Caller.Session caller, String present, String next);
}
