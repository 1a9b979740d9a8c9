package io.ghostworks.testing.memory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.testing.memory.Rows.LetterKind;
import io.ghostworks.testing.memory.Rows.SessionRow;
import io.ghostworks.testing.memory.Rows.TokenRow;
import io.ghostworks.testing.memory.Rows.UserRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

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
            rows.enqueue(LetterKind.VERIFY_EMAIL, user.email(), now());
        });
    }

    @Override
    public Optional<Credentials> findCredentials(Email email) {
        return withEmail(vault.committed(), email)
                .map(row -> new Credentials(
                        row.user().id(), row.passwordHash(), row.user().isActive()));
    }

    @Override
    public boolean replaceHash(UserId user, String present, String next) {
        return vault.change(rows -> {
            Optional<UserRow> row = Optional.ofNullable(rows.users().get(user))
                    .filter(it -> it.passwordHash().equals(present));
            row.ifPresent(it -> rows.users().put(user, new UserRow(it.user(), next)));
            return row.isPresent();
        });
    }

    @Override
    public Optional<User> findUser(Caller.Session caller) {
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
    public boolean openSession(SessionOpening opening, Duration lifetime) {
        return vault.change(rows -> {
            Caller.Session caller = opening.caller();
            UserRow user = rows.users().get(caller.user());
            if (user == null || !user.user().isActive() || !user.passwordHash().equals(opening.passwordHash())) {
                return false;
            }
            Instant now = now();
            OpenSession session = new OpenSession(caller.session(), now, now, opening.userAgent());
            rows.sessions().put(caller.session(), new SessionRow(caller.user(), session, true));
            rows.tokens().put(opening.first(), token(caller.session(), lifetime));
            return true;
        });
    }

    @Override
    public Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime) {
        return vault.change(rows -> Optional.ofNullable(rows.tokens().get(spent))
                .filter(token -> token.expires().isAfter(clock.instant()))
                .flatMap(token -> caller(rows, token)
                        .filter(caller -> spend(rows, spent, token))
                        .map(caller -> {
                            rows.tokens().put(next, token(token.session(), lifetime));
                            rows.sessions().computeIfPresent(token.session(), (id, row) -> row.used(now()));
                            return caller;
                        })));
    }

    @Override
    public void closeSession(TokenHash token) {
        vault.run(rows -> Optional.ofNullable(rows.tokens().get(token)).ifPresent(row -> close(rows, row.session())));
    }

    @Override
    public List<OpenSession> listSessions(Caller.Session caller) {
        Rows rows = signedIn(vault.committed(), caller);
        return rows.sessions().values().stream()
                .filter(row -> row.user().equals(caller.user()) && row.isOpen())
                .map(SessionRow::session)
                .filter(session -> session.id().equals(caller.session()) || canGoOn(rows, session.id()))
                .sorted(comparing((OpenSession session) -> !session.id().equals(caller.session()))
                        .thenComparing(OpenSession::lastUsedAt, reverseOrder())
                        .thenComparing(session -> session.id().value(), Order.IDS.reversed()))
                .limit(LISTED_SESSIONS)
                .toList();
    }

    private boolean canGoOn(Rows rows, SessionId session) {
        return rows.tokens().values().stream()
                .anyMatch(token -> token.session().equals(session)
                        && !token.isSpent()
                        && token.expires().isAfter(clock.instant()));
    }

    @Override
    public void endSession(Caller.Session caller, SessionId session) {
        vault.run(rows -> {
            signedIn(rows, caller);
            SessionRow row = rows.sessions().get(session);
            if (row == null || !row.user().equals(caller.user()) || !row.isOpen()) {
                throw new NotFound("session");
            }
            close(rows, session);
        });
    }

    @Override
    public void endSessions(Caller.Session caller) {
        vault.run(rows -> endAllBut(signedIn(rows, caller), caller.user(), session -> false));
    }

    @Override
    public Optional<String> findPassword(Caller.Session caller) {
        Rows rows = vault.committed();
        return Optional.ofNullable(rows.users().get(caller.user()))
                .filter(row -> rows.signedIn(caller.user(), caller))
                .map(UserRow::passwordHash);
    }

    @Override
    public boolean changePassword(Caller.Session caller, String present, String next) {
        return vault.change(rows -> {
            Optional<UserRow> row = Optional.ofNullable(rows.users().get(caller.user()))
                    .filter(it -> rows.signedIn(caller.user(), caller)
                            && it.passwordHash().equals(present));
            row.ifPresent(it -> {
                rows.users().put(caller.user(), it.withPassword(next));
                endAllBut(rows, caller.user(), caller.session()::equals);
                rows.passwordHasChanged(it.user(), now());
            });
            return row.isPresent();
        });
    }

    private static void endAllBut(Rows rows, UserId user, Predicate<SessionId> kept) {
        rows.sessions().replaceAll((id, row) -> row.user().equals(user) && !kept.test(id) ? row.closed() : row);
    }

    private static Rows signedIn(Rows rows, Caller.Session caller) {
        if (!rows.signedIn(caller.user(), caller)) {
            throw Unauthenticated.token();
        }
        return rows;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Caller.Session> caller(Rows rows, TokenRow token) {
        UserId user =
                Objects.requireNonNull(rows.sessions().get(token.session())).user();
        return Optional.of(new Caller.Session(user, token.session()))
                .filter(caller -> rows.signedIn(caller.user(), caller));
    }

    /** Whether the token was unspent; a second spending closes the session. */
    private static boolean spend(Rows rows, TokenHash hash, TokenRow token) {
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
