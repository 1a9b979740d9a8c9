package io.ghostworks;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unauthenticated;

/** Verifying an email, and a password that was forgotten: by a token that was mailed. */
public final class Recovery {

    private final RecoveryStore store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final TimeAndIds timeAndIds;
    private final Runnable mailWaits;

    /** @param mailWaits is told whenever a letter may wait to be sent; returns at once */
    public Recovery(
            RecoveryStore store,
            AccountStore accounts,
            Passwords passwords,
            AccessTokens tokens,
            TimeAndIds timeAndIds,
            Runnable mailWaits) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.timeAndIds = timeAndIds;
        this.mailWaits = mailWaits;
    }

    /**
     * Notes that the mailed token came back. Repeating it does no harm. Takes what servers of before mailed, too.
     *
     * @throws Invalid if the token is not good, or the address is no longer the user's
     */
    public void verifyEmail(String token) {
        boolean verified = store.verifyEmail(new OneTimeToken(token).hash())
                || tokens.readVerification(token, timeAndIds.now())
                        .map(verification -> accounts.verifyEmail(verification.user(), verification.email()))
                        .orElse(false);
        if (!verified) {
            throw notGood();
        }
    }

    /**
     * Mails the caller another token to verify their email with, unless it is verified.
     *
     * @throws Unauthenticated if the user is not active or the session is closed
     */
    public void requestVerification(Caller.Session caller) {
        store.requestVerification(caller);
        mailWaits.run();
    }

    /** Mails whoever has the email a token to choose another password with. Nobody is told whether somebody has it. */
    public void requestPasswordReset(Email email) {
        store.requestPasswordReset(email);
        mailWaits.run();
    }

    /**
     * Spends a mailed token for another password, and ends all sessions of its user.
     *
     * @throws Invalid for field {@code token} if it is not good
     */
    public void resetPassword(String token, Password next) {
        TokenHash hash = new OneTimeToken(token).hash();
        // Hashing a password costs much, so that a stranger with any token at all does not get it done.
        if (!store.mayResetPassword(hash) || !store.resetPassword(hash, passwords.hash(next))) {
            throw notGood();
        }
        mailWaits.run();
    }

    private static Invalid notGood() {
        return new Invalid("token", "is not valid, or no longer");
    }
}
