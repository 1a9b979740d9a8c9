package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What an {@link io.ghostworks.account.AccountStore} must do. */
public interface AccountStoreContract extends SessionContract, OwnSessionsContract {

    @Test
    default void addsAUserAsItIsGiven() {
        User user = new User(
                new UserId(UUID.randomUUID()),
                World.email(),
                Optional.of("Zoë '\\%_ 😀"),
                Optional.of(""),
                false,
                true,
                Instant.parse("2019-12-31T23:59:59.999999Z"),
                Instant.parse("2020-01-01T00:00:00.000001Z"));
        ports().accounts().register(user, World.HASH);

        assertThat(ports().accounts().findUser(world().logIn(user.id()))).contains(user);
    }

    @Test
    default void addsAUserWithoutNames() {
        User user = new User(
                new UserId(UUID.randomUUID()),
                World.email(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                World.THEN,
                World.THEN);
        ports().accounts().register(user, World.HASH);

        assertThat(ports().accounts().findUser(world().logIn(user.id()))).contains(user);
    }

    @Test
    default void refusesAnEmailThatIsTaken() {
        User user = world().user();
        User other = with(new UserId(UUID.randomUUID()), user.email());

        assertThatThrownBy(() -> ports().accounts().register(other, "another hash"))
                .isInstanceOf(Conflict.class);
        assertThat(ports().accounts().findCredentials(user.email()))
                .contains(new Credentials(user.id(), World.HASH, true));
    }

    @Test
    default void refusesAnIdThatIsTaken() {
        User user = world().user();
        User other = with(user.id(), World.email());

        assertThatThrownBy(() -> ports().accounts().register(other, "another hash"))
                .isInstanceOf(Conflict.class);
        assertThat(ports().accounts().findCredentials(other.email())).isEmpty();
    }

    @Test
    default void givesAnEmailToOneOfTwoAtOnce() {
        Email email = World.email();
        Callable<Boolean> registration = () -> {
            ports().accounts().register(with(new UserId(UUID.randomUUID()), email), World.HASH);
            return true;
        };

        List<Outcome<Boolean>> outcomes = Together.all(List.of(registration, registration));

        assertThat(outcomes).filteredOn(Outcome.Returned.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.Thrown.class::isInstance)
                .singleElement()
                .extracting(outcome -> ((Outcome.Thrown<?>) outcome).cause())
                .isInstanceOf(Conflict.class);
    }

    @Test
    default void findsTheCredentialsOfExactlyAnEmail() {
        User user = world().user();
        world().user();

        assertThat(ports().accounts().findCredentials(user.email()))
                .contains(new Credentials(user.id(), World.HASH, true));
        assertThat(ports().accounts().findCredentials(new Email("x" + user.email())))
                .isEmpty();
        assertThat(ports().accounts()
                        .findCredentials(new Email("%" + user.email().value().substring(1))))
                .isEmpty();
    }

    @Test
    default void givesAnyHashBackAsItWasStored() {
        User user = World.stranger();
        String hash = "$argon2id$v=19$m=1,t=1,p=1$a+b/c'\\$😀";
        ports().accounts().register(user, hash);

        assertThat(ports().accounts().findCredentials(user.email()))
                .map(Credentials::passwordHash)
                .contains(hash);
    }

    @Test
    default void replacesTheHashThatItIsTold() {
        User user = world().user();
        User other = world().user();

        assertThat(ports().accounts().replaceHash(user.id(), World.HASH, "next"))
                .isTrue();
        assertThat(ports().accounts().findCredentials(user.email())).contains(new Credentials(user.id(), "next", true));
        assertThat(ports().accounts().findCredentials(other.email()))
                .contains(new Credentials(other.id(), World.HASH, true));
    }

    @Test
    default void replacesNoHashThatIsNotTheUsers() {
        User user = world().user();

        assertThat(ports().accounts().replaceHash(user.id(), "another", "next")).isFalse();
        assertThat(ports().accounts().replaceHash(new UserId(UUID.randomUUID()), World.HASH, "next"))
                .isFalse();
        assertThat(ports().accounts().findCredentials(user.email()))
                .contains(new Credentials(user.id(), World.HASH, true));
    }

    @Test
    default void tellsThatCredentialsAreOfAnInactiveUser() {
        User user = world().user();
        ports().deactivation().accept(user.id());

        assertThat(ports().accounts().findCredentials(user.email()))
                .contains(new Credentials(user.id(), World.HASH, false));
    }

    @Test
    default void findsNoUserWithoutAnOpenSession() {
        User user = world().user();
        Caller.Session other = world().logIn(world().user().id());

        for (SessionId session : List.of(new SessionId(UUID.randomUUID()), other.session())) {
            assertThat(ports().accounts().findUser(new Caller.Session(user.id(), session)))
                    .isEmpty();
        }
    }

    @Test
    default void findsNoUserWhoIsSwitchedOff() {
        Caller.Session caller = world().logIn(world().user().id());
        ports().deactivation().accept(caller.user());

        assertThat(ports().accounts().findUser(caller)).isEmpty();
    }

    @Test
    default void notesThatAUserControlsTheirEmail() {
        User user = world().user();
        User other = world().user();

        assertThat(ports().accounts().verifyEmail(user.id(), user.email())).isTrue();
        assertThat(ports().accounts().verifyEmail(user.id(), user.email())).isTrue();

        assertThat(ports().accounts().findUser(world().logIn(user.id())))
                .map(User::isVerified)
                .contains(true);
        assertThat(ports().accounts().findUser(world().logIn(other.id())))
                .map(User::isVerified)
                .contains(false);
    }

    @Test
    default void notesNothingForAnEmailThatIsNotTheUsers() {
        User user = world().user();
        User other = world().user();

        assertThat(ports().accounts().verifyEmail(user.id(), other.email())).isFalse();
        assertThat(ports().accounts().verifyEmail(user.id(), World.email())).isFalse();
        assertThat(ports().accounts().verifyEmail(new UserId(UUID.randomUUID()), user.email()))
                .isFalse();

        assertThat(ports().accounts().findUser(world().logIn(user.id()))).contains(user);
        assertThat(ports().accounts().findUser(world().logIn(other.id()))).contains(other);
    }

    @Test
    default void notesNothingForAUserWhoIsSwitchedOff() {
        User user = world().user();
        ports().deactivation().accept(user.id());

        assertThat(ports().accounts().verifyEmail(user.id(), user.email())).isFalse();
    }

    private static User with(UserId id, Email email) {
        return new User(id, email, Optional.empty(), Optional.empty(), false, true, World.THEN, World.THEN);
    }
}
