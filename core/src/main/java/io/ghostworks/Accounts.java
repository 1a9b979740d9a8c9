package io.ghostworks;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.Tokens;
import io.ghostworks.account.User;
import io.ghostworks.account.UserAgent;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unauthenticated;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Registering, logging in, staying logged in, logging out. */
public final class Accounts {

    /** How long a refresh token may rest before it is worthless. */
    public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private final AccountStore store;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final TimeAndIds timeAndIds;
    private final Runnable mailWaits;

    /** @param mailWaits is told whenever a letter may wait to be sent; returns at once */
    public Accounts(
            AccountStore store, Passwords passwords, AccessTokens tokens, TimeAndIds timeAndIds, Runnable mailWaits) {
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.timeAndIds = timeAndIds;
        this.mailWaits = mailWaits;
    }

    /**
     * Adds a user, who gets a letter to verify their address with.
     *
     * @throws Conflict if the email is taken
     */
    public User register(Registration registration) {
        Instant now = timeAndIds.now();
        User user = new User(
                new UserId(timeAndIds.id()),
                registration.email(),
                registration.firstName(),
                registration.lastName(),
                false,
                true,
                now,
                now);
        store.register(user, passwords.hash(registration.password()));
        mailWaits.run();
        return user;
    }

    /**
     * Opens a session. Unknown email, wrong password and a deactivated user get one and the same answer, in the same time.
     *
     * <p>A password that is typed in another form than normal form C is compared in that form too, since it may have been
     * hashed so before; then it is hashed anew. How long that takes depends on what was typed alone: both are compared,
     * whatever the first comparison says, and whoever the email is of.
     *
     * @throws Unauthenticated unless the password is that of the active user of this email
     */
    public Tokens logIn(String email, String password) {
        return logIn(email, password, Optional.empty());
    }

    /**
     * {@link #logIn(String, String)} of a user who will know the session by where it was opened.
     *
     * @throws Unauthenticated as there
     */
    public Tokens logIn(String email, String password, Optional<UserAgent> userAgent) {
        Optional<Password> typed = valid(() -> new Password(password));
        Optional<Password> before = Password.asItWasHashedBefore(password);
        Optional<Credentials> known = valid(() -> new Email(email)).flatMap(store::findCredentials);
        boolean matches = matches(typed, known);
        boolean matchesAsBefore = before.isPresent() && matches(before, known);
        Credentials proven = known.filter(found -> (matches || matchesAsBefore) && found.isActive())
                .orElseThrow(Unauthenticated::credentials);
        Tokens opened = open(proven, userAgent);
        if (!matches) {
            typed.ifPresent(form -> store.replaceHash(proven.user(), proven.passwordHash(), passwords.hash(form)));
        }
        return opened;
    }

    private Tokens open(Credentials proven, Optional<UserAgent> userAgent) {
        Instant now = timeAndIds.now();
        Caller.Session caller = new Caller.Session(proven.user(), new SessionId(timeAndIds.id()));
        RefreshToken refreshToken = RefreshToken.random(timeAndIds.random());
        SessionOpening opening = new SessionOpening(caller, proven.passwordHash(), userAgent, refreshToken.hash());
        if (!store.openSession(opening, REFRESH_LIFETIME)) {
            throw Unauthenticated.credentials();
        }
        return new Tokens(tokens.issue(caller, now), refreshToken, tokens.lifetime());
    }

    /** One comparison, whether there is anything to compare or not. */
    private boolean matches(Optional<Password> typed, Optional<Credentials> known) {
        Password candidate = typed.orElseGet(() -> new Password("never a password"));
        if (known.isEmpty()) {
            passwords.matchNothing(candidate);
            return false;
        }
        return passwords.matches(candidate, known.get().passwordHash()) && typed.isPresent();
    }

    /**
     * Spends a refresh token for new tokens. One that was spent before closes its whole session.
     *
     * @throws Unauthenticated unless the token is good
     */
    public Tokens refresh(RefreshToken spent) {
        RefreshToken next = RefreshToken.random(timeAndIds.random());
        Caller.Session caller =
                store.rotate(spent.hash(), next.hash(), REFRESH_LIFETIME).orElseThrow(Unauthenticated::token);
        return new Tokens(tokens.issue(caller, timeAndIds.now()), next, tokens.lifetime());
    }

    /** Closes the session of the token; its access tokens stop working with the next request. */
    public void logOut(RefreshToken token) {
        store.closeSession(token.hash());
    }

    /**
     * The caller's own user.
     *
     * @throws Unauthenticated if the user is not active or the session is closed
     */
    public User me(Caller.Session caller) {
        return store.findUser(caller).orElseThrow(Unauthenticated::token);
    }

    /**
     * Gives the caller another password and ends all their other sessions.
     *
     * @throws Unauthenticated if the user is not active or the session is closed
     * @throws Invalid for field {@code current_password} unless it is the present one
     */
    public void changePassword(Caller.Session caller, String current, Password next) {
        String present = store.findPassword(caller).orElseThrow(Unauthenticated::token);
        // As at the log-in: it may have been hashed in the form in which it is typed.
        boolean isRight = Stream.of(valid(() -> new Password(current)), Password.asItWasHashedBefore(current))
                .flatMap(Optional::stream)
                .anyMatch(typed -> passwords.matches(typed, present));
        if (!isRight || !store.changePassword(caller, present, passwords.hash(next))) {
            throw new Invalid("current_password", "is not your password");
        }
        mailWaits.run();
    }

    private static <T> Optional<T> valid(java.util.function.Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (Invalid notOne) {
            return Optional.empty();
        }
    }
}
