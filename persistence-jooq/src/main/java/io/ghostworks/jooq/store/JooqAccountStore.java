package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.FIND_CREDENTIALS;
import static io.ghostworks.jooq.generated.Tables.LIST_SESSIONS;
import static io.ghostworks.jooq.generated.Tables.ROTATE_REFRESH_TOKEN;
import static io.ghostworks.jooq.generated.Tables.SESSIONS;
import static io.ghostworks.jooq.generated.Tables.USERS;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.account.UserAgent;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.jooq.door.Doors;
import io.ghostworks.jooq.door.SignIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * {@link AccountStore}, outside of any tenant. A user who is signed in already is read like any other row, through the user's
 * own policies; everything else goes to functions that the sign-in role alone may execute.
 */
public record JooqAccountStore(Doors doors, SignIn signIn) implements AccountStore {

    @Override
    public void register(User user, String passwordHash) {
        signIn.run(dsl -> dsl.query(
                        "select ghostworks.register_user({0}, {1}, {2}, {3}, {4}, {5}, {6})",
                        DSL.val(user.id().value()),
                        DSL.val(user.email().value()),
                        DSL.val(user.firstName().orElse(null), USERS.FIRST_NAME),
                        DSL.val(user.lastName().orElse(null), USERS.LAST_NAME),
                        DSL.val(passwordHash),
                        DSL.val(user.createdAt()),
                        DSL.val(user.updatedAt()))
                .execute());
    }

    @Override
    public Optional<Credentials> findCredentials(Email email) {
        return signIn.run(dsl -> dsl.selectFrom(FIND_CREDENTIALS(email.value()))
                .fetchOptional(
                        row -> new Credentials(new UserId(row.getUserId()), row.getPasswordHash(), row.getIsActive())));
    }

    @Override
    public boolean replaceHash(UserId user, String present, String next) {
        return calls().isTrue("replace_password_hash", DSL.val(user.value()), DSL.val(present), DSL.val(next));
    }

    @Override
    public Optional<User> findUser(Caller.Session caller) {
        UUID user = caller.user().value();
        UUID session = caller.session().value();
        return doors.outside(
                caller.user(),
                dsl -> dsl.select(
                                USERS.ID,
                                USERS.EMAIL,
                                USERS.FIRST_NAME,
                                USERS.LAST_NAME,
                                USERS.IS_VERIFIED,
                                USERS.IS_ACTIVE,
                                USERS.CREATED_AT,
                                USERS.UPDATED_AT)
                        .from(USERS)
                        .join(SESSIONS)
                        .on(SESSIONS.USER_ID.eq(USERS.ID))
                        .where(USERS.ID.eq(user).and(USERS.IS_ACTIVE))
                        .and(SESSIONS.ID.eq(session).and(SESSIONS.REVOKED_AT.isNull()))
                        .fetchOptional(JooqAccountStore::user));
    }

    @Override
    public boolean verifyEmail(UserId user, Email email) {
        return calls().isTrue("verify_email", DSL.val(user.value()), DSL.val(email.value()));
    }

    @Override
    public boolean openSession(SessionOpening opening, Duration lifetime) {
        return calls().isTrue(
                        "open_session",
                        DSL.val(opening.caller().session().value()),
                        DSL.val(opening.caller().user().value()),
                        DSL.val(opening.first().bytes()),
                        DSL.val(seconds(lifetime)),
                        DSL.val(opening.userAgent().map(UserAgent::value).orElse(null), SESSIONS.USER_AGENT),
                        DSL.val(opening.passwordHash()));
    }

    @Override
    public Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime) {
        return signIn.run(dsl -> dsl.selectFrom(ROTATE_REFRESH_TOKEN(spent.bytes(), next.bytes(), seconds(lifetime)))
                .fetchOptional(
                        row -> new Caller.Session(new UserId(row.getUserId()), new SessionId(row.getSessionId()))));
    }

    @Override
    public void closeSession(TokenHash token) {
        calls().run("revoke_session", DSL.val(token.bytes()));
    }

    @Override
    public List<OpenSession> listSessions(Caller.Session caller) {
        List<OpenSession> sessions = signIn.run(dsl -> dsl.selectFrom(
                        LIST_SESSIONS(caller.user().value(), caller.session().value()))
                .fetch(row -> new OpenSession(
                        new SessionId(row.getSessionId()),
                        row.getCreatedAt(),
                        row.getLastUsedAt(),
                        Optional.ofNullable(row.getUserAgent()).map(UserAgent::new))));
        if (sessions.isEmpty()) {
            throw Unauthenticated.token();
        }
        return sessions;
    }

    @Override
    public void endSession(Caller.Session caller, SessionId session) {
        boolean ended = calls().ask(
                        "end_session", SignInCalls.user(caller), SignInCalls.session(caller), DSL.val(session.value()))
                .orElseThrow(Unauthenticated::token);
        if (!ended) {
            throw new NotFound("session");
        }
    }

    @Override
    public void endSessions(Caller.Session caller) {
        if (!calls().isTrue("end_sessions", SignInCalls.user(caller), SignInCalls.session(caller))) {
            throw Unauthenticated.token();
        }
    }

    @Override
    public Optional<String> findPassword(Caller.Session caller) {
        return calls().ask(
                        "find_own_password", SQLDataType.CLOB, SignInCalls.user(caller), SignInCalls.session(caller));
    }

    @Override
    public boolean changePassword(Caller.Session caller, String present, String next) {
        return calls().isTrue(
                        "change_password",
                        SignInCalls.user(caller),
                        SignInCalls.session(caller),
                        DSL.val(present),
                        DSL.val(next));
    }

    private SignInCalls calls() {
        return new SignInCalls(signIn);
    }

    private static int seconds(Duration lifetime) {
        return Math.toIntExact(lifetime.toSeconds());
    }

    private static User user(Record row) {
        return new User(
                new UserId(row.get(USERS.ID)),
                new Email(row.get(USERS.EMAIL)),
                Optional.ofNullable(row.get(USERS.FIRST_NAME)),
                Optional.ofNullable(row.get(USERS.LAST_NAME)),
                row.get(USERS.IS_VERIFIED),
                row.get(USERS.IS_ACTIVE),
                row.get(USERS.CREATED_AT),
                row.get(USERS.UPDATED_AT));
    }
}
