package io.ghostworks.testing.memory;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.RefreshTokenHash;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.testing.memory.Rows.SessionRow;
import io.ghostworks.testing.memory.Rows.TokenRow;
import io.ghostworks.testing.memory.Rows.UserRow;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Users, sessions and refresh tokens in a vault. */
final class InMemoryAccountStore implements AccountStore {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final Vault vault;
    /** Stands for the database's. */
    private final Clock clock;

    InMemoryAccountStore(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public void register(User user, String passwordHash) {
        vault.run(rows -> {
            if (rows.users().containsKey(user.id())
                    || withEmail(rows, user.email()).isPresent()) {
                throw new Conflict("The email is taken.");
            }
            rows.users().put(user.id(), new UserRow(stored(user), passwordHash));
        });
    }

    @Override
    public Optional<Credentials> findCredentials(Email email) {
        return withEmail(vault.committed(), email)
                .map(row -> new Credentials(
                        row.user().id(), row.passwordHash(), row.user().isActive()));
    }

    @Override
    public Optional<User> findUser(Caller caller) {
        Rows rows = vault.committed();
        return Optional.ofNullable(rows.users().get(caller.user()))
                .filter(row -> rows.signedIn(caller.user(), caller))
                .map(UserRow::user);
    }

    @Override
    public boolean verifyEmail(UserId user, Email email) {
        return vault.change(rows -> {
            Optional<UserRow> row = Optional.ofNullable(rows.users().get(user))
                    .filter(it -> it.user().isActive() && it.user().email().equals(email));
            row.ifPresent(it -> rows.users().put(user, it.verified()));
            return row.isPresent();
        });
    }

    @Override
    public void openSession(Caller.Session caller, RefreshTokenHash first, Duration lifetime) {
        vault.run(rows -> {
            rows.sessions().put(caller.session(), new SessionRow(caller.user(), true));
            rows.tokens().put(first, token(caller.session(), lifetime));
        });
    }

    @Override
    public Optional<Caller.Session> rotate(RefreshTokenHash spent, RefreshTokenHash next, Duration lifetime) {
        return vault.change(rows -> Optional.ofNullable(rows.tokens().get(spent))
                .filter(token -> token.expires().isAfter(clock.instant()))
                .flatMap(token -> caller(rows, token)
                        .filter(caller -> spend(rows, spent, token))
                        .map(caller -> {
                            rows.tokens().put(next, token(token.session(), lifetime));
                            return caller;
                        })));
    }

    @Override
    public void closeSession(RefreshTokenHash token) {
        vault.run(rows -> Optional.ofNullable(rows.tokens().get(token)).ifPresent(row -> close(rows, row.session())));
    }

    private static Optional<Caller.Session> caller(Rows rows, TokenRow token) {
        UserId user =
                Objects.requireNonNull(rows.sessions().get(token.session())).user();
        return Optional.of(new Caller.Session(user, token.session()))
                .filter(caller -> rows.signedIn(caller.user(), caller));
    }

    /** Whether the token was unspent; a second spending closes the session. */
    private static boolean spend(Rows rows, RefreshTokenHash hash, TokenRow token) {
        if (token.isSpent()) {
            close(rows, token.session());
            return false;
        }
        rows.tokens().put(hash, token.spent());
        return true;
    }

    private static void close(Rows rows, SessionId session) {
        rows.sessions().computeIfPresent(session, (id, row) -> row.closed());
    }

    private TokenRow token(SessionId session, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a refresh token lives 0 to 90 days, not " + lifetime);
        }
        return new TokenRow(session, clock.instant().plusSeconds(lifetime.toSeconds()), false);
    }

    private static Optional<UserRow> withEmail(Rows rows, Email email) {
        return rows.users().values().stream()
                .filter(row -> row.user().email().equals(email))
                .findFirst();
    }

    private static User stored(User user) {
        return new User(
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                false,
                true,
                user.createdAt().truncatedTo(ChronoUnit.MICROS),
                user.updatedAt().truncatedTo(ChronoUnit.MICROS));
    }
}
