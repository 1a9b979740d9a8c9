package io.ghostworks.jooq;

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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * {@link AccountStore}, outside of any tenant: rows of the user in question through their policies, and what is asked
 * before there is a user through functions that want one exact email or secret.
 */
record JooqAccountStore(Doors doors) implements AccountStore {

    @Override
    public void register(User user, String passwordHash) {
        doors.outside(
                user.id().value(),
                dsl -> dsl.insertInto(USERS)
                        .set(USERS.ID, user.id().value())
                        .set(USERS.EMAIL, user.email().value())
                        .set(USERS.FIRST_NAME, user.firstName().orElse(null))
                        .set(USERS.LAST_NAME, user.lastName().orElse(null))
                        .set(USERS.PASSWORD_HASH, passwordHash)
                        .set(USERS.CREATED_AT, user.createdAt())
                        .set(USERS.UPDATED_AT, user.updatedAt())
                        .execute());
    }

    @Override
    public Optional<Credentials> findCredentials(Email email) {
        return doors.outside(
                Doors.NOBODY,
                dsl -> dsl.selectFrom(FIND_CREDENTIALS(email.value()))
                        .fetchOptional(row -> new Credentials(
                                new UserId(row.getUserId()), row.getPasswordHash(), row.getIsActive())));
    }

    @Override
    public Optional<User> findUser(Caller caller) {
        UUID user = caller.user().value();
        UUID session = switch (caller) {
            case Caller.Session opened -> opened.session().value();
        };
        return doors.outside(
                user,
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
        return doors.outside(
                        user.value(),
                        dsl -> dsl.update(USERS)
                                .set(USERS.IS_VERIFIED, true)
                                .where(
                                        USERS.ID.eq(user.value()),
                                        USERS.EMAIL.eq(email.value()),
                                        DSL.condition(USERS.IS_ACTIVE))
                                .execute())
                == 1;
    }

    @Override
    public void openSession(Caller.Session caller, RefreshTokenHash first, Instant now, Instant expires) {
        doors.outside(
                caller.user().value(),
                dsl -> dsl.query(
                                "select ghostworks.open_session({0}, {1}, {2}, {3}, {4})",
                                DSL.val(caller.session().value()),
                                DSL.val(caller.user().value()),
                                DSL.val(first.bytes()),
                                DSL.val(now),
                                DSL.val(expires))
                        .execute());
    }

    @Override
    public Optional<Caller.Session> rotate(
            RefreshTokenHash spent, RefreshTokenHash next, Instant now, Instant expires) {
        return doors.outside(
                Doors.NOBODY,
                dsl -> dsl.selectFrom(ROTATE_REFRESH_TOKEN(spent.bytes(), next.bytes(), now, expires))
                        .fetchOptional(row ->
                                new Caller.Session(new UserId(row.getUserId()), new SessionId(row.getSessionId()))));
    }

    @Override
    public void closeSession(RefreshTokenHash token, Instant now) {
        doors.outside(
                Doors.NOBODY,
                dsl -> dsl.query("select ghostworks.revoke_session({0}, {1})", DSL.val(token.bytes()), DSL.val(now))
                        .execute());
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
