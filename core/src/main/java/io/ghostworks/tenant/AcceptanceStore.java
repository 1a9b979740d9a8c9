package io.ghostworks.tenant;

import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;
import java.util.Optional;

/**
 * How people accept the invitations that were mailed to them: outside of any tenant, since they belong to none yet. What admits is
 * the token, and for whoever has an account also the email of that account.
 *
 * <p>Every method is atomic and safe for all threads. Each throws {@link Unavailable} when the database cannot answer. An
 * invitation is spent by its acceptance, with all its letters; whoever is a member already stays what they are. The email counts
 * as verified.
 */
public interface AcceptanceStore {

    /**
     * Accepts for the caller's user.
     *
     * @return empty, and nothing changed, unless the token is that of an invitation in force of an active tenant, for exactly the
     *     user's email
     * @throws Unauthenticated unless the user is active and the session is open
     */
    Optional<Joined> accept(Caller.Session caller, TokenHash token);

    /** Whether the token is that of an invitation, before anybody does work for it. */
    boolean mayAccept(TokenHash token);

    /**
     * Makes an account of the invited email, and accepts for it.
     *
     * @return empty, and nothing changed, if the token is not good
     * @throws Conflict if the email has an account
     * @throws NotFound if the invitation was taken back at this moment
     */
    Optional<Joined> acceptAnew(
            TokenHash token, UserId user, Optional<String> firstName, Optional<String> lastName, String passwordHash);
}
