package io.ghostworks.account;

import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;

/**
 * What users prove by a token that was mailed to them. Letters are asked for here and sent by whoever empties the {@link
 * io.ghostworks.mail.Outbox}; tokens come into being when a letter is prepared.
 *
 * <p>Every method is atomic and safe for all threads. Each throws {@link Unavailable} when the database cannot answer. When a
 * token expires, the database's clock says.
 */
public interface RecoveryStore {

    /**
     * Has the letter sent that verifies the email of the caller's user; does nothing if it is verified. Asked for again while the
     * letter waits, it is sent once.
     *
     * @throws Unauthenticated unless the user is active and the session is open
     */
    void requestVerification(Caller.Session caller);

    /**
     * Has the letter sent that resets the password of whoever has the email. Does the same work whether or not somebody has it:
     * who has, is looked up when the letter is prepared. Asked for again while the letter waits, it is sent once.
     */
    void requestPasswordReset(Email email);

    /**
     * Notes that the user controls the email that the token was mailed to. Repeating it with the same token changes nothing.
     *
     * @return false unless the token was mailed for that within three days, and the email is still that of an active user
     */
    boolean verifyEmail(TokenHash token);

    /** Whether {@link #resetPassword} would succeed at this moment. */
    boolean mayResetPassword(TokenHash token);

    /**
     * Spends the token for another password, ends all sessions of its user, notes that they control the email, makes all other
     * tokens for that worthless and has a letter sent that says so.
     *
     * @param next the hash of the new password
     * @return false, and nothing changed, unless the token was mailed for that within an hour, was not spent, and the email is
     *     still that of an active user; of two callers with one token, one succeeds
     */
    boolean resetPassword(TokenHash token, String next);
}
