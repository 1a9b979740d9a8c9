package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.FIND_CREDENTIALS;
import static io.ghostworks.jooq.generated.Tables.ROTATE_REFRESH_TOKEN;
import static io.ghostworks.jooq.generated.Tables.SESSIONS;
import static io.ghostworks.jooq.generated.Tables.USERS;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.RefreshTokenHash;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.jooq.door.Doors;
import io.ghostworks.jooq.door.SignIn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * {@link AccountStore}, outside of any tenant. Who is signed in already is read as any other row is, through the user's
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
    public Optional<User> findUser(Caller caller) {
        UUID user = caller.user().value();
        UUID session = switch (caller) {
            case Caller.Session opened -> opened.session().value();
        };
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
        Field<Boolean> verified = DSL.field(
                "ghostworks.verify_email({0}, {1})",
                SQLDataType.BOOLEAN.nullable(false), DSL.val(user.value()), DSL.val(email.value()));
        return signIn.run(dsl -> dsl.select(verified).fetchSingle(Record1::value1));
    }

    @Override
    public void openSession(Caller.Session caller, RefreshTokenHash first, Duration lifetime) {
        signIn.run(dsl -> dsl.query(
                        "select ghostworks.open_session({0}, {1}, {2}, {3})",
                        DSL.val(caller.session().value()),
                        DSL.val(caller.user().value()),
                        DSL.val(first.bytes()),
                        DSL.val(seconds(lifetime)))
                .execute());
    }

    @Override
    public Optional<Caller.Session> rotate(RefreshTokenHash spent, RefreshTokenHash next, Duration lifetime) {
        return signIn.run(dsl -> dsl.selectFrom(ROTATE_REFRESH_TOKEN(spent.bytes(), next.bytes(), seconds(lifetime)))
                .fetchOptional(
                        row -> new Caller.Session(new UserId(row.getUserId()), new SessionId(row.getSessionId()))));
    }

    @Override
    public void closeSession(RefreshTokenHash token) {
        signIn.run(dsl -> dsl.query("select ghostworks.revoke_session({0})", DSL.val(token.bytes()))
                .execute());
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
