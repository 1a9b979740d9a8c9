package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.User;
import io.ghostworks.account.UserAgent;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a user sees and does of their own sessions, and their password. */
public interface OwnSessionsContract extends Contract {

    @Test
    default void listsTheSessionsOfAUserTheirOwnFirst() {
        Caller.Session first = world().logIn(world().user().id());
        Caller.Session second = world().logIn(first.user());
        Caller.Session third = world().logIn(first.user());
        world().logIn(world().user().id());

        assertThat(sessions(second)).containsExactly(second.session(), third.session(), first.session());
    }

    @Test
    default void tellsOfASessionWhereAndWhenItWasOpened() {
        UserId user = world().user().id();
        Caller.Session caller = new Caller.Session(user, new SessionId(UUID.randomUUID()));
        UserAgent agent = new UserAgent("Zoë's \'browser\' %_ 😀");
        RefreshToken token = World.refreshToken();
        accounts()
                .openSession(
                        new SessionOpening(caller, World.HASH, Optional.of(agent), token.hash()), Duration.ofDays(1));
        OpenSession opened = accounts().listSessions(caller).getFirst();

        accounts().rotate(token.hash(), World.refreshToken().hash(), Duration.ofDays(1));

        OpenSession used = accounts().listSessions(caller).getFirst();
        assertThat(opened.userAgent()).contains(agent);
        assertThat(opened.lastUsedAt()).isEqualTo(opened.createdAt());
        assertThat(used.userAgent()).contains(agent);
        assertThat(used.createdAt()).isEqualTo(opened.createdAt());
        assertThat(used.lastUsedAt()).isAfterOrEqualTo(opened.lastUsedAt());
    }

    @Test
    default void listsTheSessionThatWasUsedLastBeforeOthers() {
        RefreshToken token = World.refreshToken();
        Caller.Session first = world().logIn(world().user().id(), token);
        Caller.Session second = world().logIn(first.user());
        Caller.Session asking = world().logIn(first.user());

        accounts().rotate(token.hash(), World.refreshToken().hash(), Duration.ofDays(1));

        assertThat(sessions(asking)).containsExactly(asking.session(), first.session(), second.session());
    }

    @Test
    default void listsNoSessionThatCannotGoOn() {
        RefreshToken closed = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id());
        world().logIn(caller.user(), closed);
        world().logIn(caller.user(), World.refreshToken(), Duration.ZERO);

        accounts().closeSession(closed.hash());

        assertThat(sessions(caller)).containsExactly(caller.session());
    }

    @Test
    default void listsTheAskingSessionEvenWithoutATokenThatIsGood() {
        Caller.Session caller = world().logIn(world().user().id(), World.refreshToken(), Duration.ZERO);

        assertThat(sessions(caller)).containsExactly(caller.session());
    }

    @Test
    default void listsAHundredSessionsAtMost() {
        UserId user = world().user().id();
        Caller.Session oldest = world().logIn(user);
        for (int i = 0; i < AccountStore.LISTED_SESSIONS; i++) {
            world().logIn(user);
        }

        assertThat(sessions(oldest)).hasSize(AccountStore.LISTED_SESSIONS).startsWith(oldest.session());
    }

    @Test
    default void endsOneSessionWithItsTokens() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id());
        Caller.Session ended = world().logIn(caller.user(), token);
        Caller.Session other = world().logIn(caller.user());

        accounts().endSession(caller, ended.session());

        assertThat(isOpen(ended)).isFalse();
        assertThat(accounts().rotate(token.hash(), World.refreshToken().hash(), Duration.ofDays(1)))
                .isEmpty();
        assertThat(sessions(caller)).containsExactlyInAnyOrder(caller.session(), other.session());
    }

    @Test
    default void endsTheAskingSessionToo() {
        Caller.Session caller = world().logIn(world().user().id());

        accounts().endSession(caller, caller.session());

        assertThat(isOpen(caller)).isFalse();
    }

    @Test
    default void endsNobodyElsesSession() {
        Caller.Session caller = world().logIn(world().user().id());
        Caller.Session stranger = world().logIn(world().user().id());

        for (SessionId session : List.of(stranger.session(), new SessionId(UUID.randomUUID()))) {
            assertThatThrownBy(() -> accounts().endSession(caller, session)).isInstanceOf(NotFound.class);
        }

        assertThat(isOpen(stranger)).isTrue();
    }

    @Test
    default void endsASessionOnce() {
        Caller.Session caller = world().logIn(world().user().id());
        Caller.Session ended = world().logIn(caller.user());

        accounts().endSession(caller, ended.session());

        assertThatThrownBy(() -> accounts().endSession(caller, ended.session())).isInstanceOf(NotFound.class);
    }

    @Test
    default void endsAllSessionsOfOneUser() {
        Caller.Session caller = world().logIn(world().user().id());
        Caller.Session other = world().logIn(caller.user());
        Caller.Session stranger = world().logIn(world().user().id());

        accounts().endSessions(caller);

        assertThat(List.of(isOpen(caller), isOpen(other), isOpen(stranger))).containsExactly(false, false, true);
    }

    @Test
    default void doesNothingForWhoeverAsksFromAClosedSession() {
        RefreshToken token = World.refreshToken();
        User user = world().user();
        Caller.Session closed = world().logIn(user.id(), token);
        Caller.Session open = world().logIn(user.id());
        accounts().closeSession(token.hash());
        Caller.Session mixed =
                new Caller.Session(user.id(), world().logIn(world().user().id()).session());

        for (Caller.Session caller : List.of(closed, mixed)) {
            assertThatThrownBy(() -> accounts().listSessions(caller)).isInstanceOf(Unauthenticated.class);
            assertThatThrownBy(() -> accounts().endSession(caller, open.session()))
                    .isInstanceOf(Unauthenticated.class);
            assertThatThrownBy(() -> accounts().endSessions(caller)).isInstanceOf(Unauthenticated.class);
            assertThat(accounts().findPassword(caller)).isEmpty();
            assertThat(accounts().changePassword(caller, World.HASH, "next")).isFalse();
        }
        assertThat(isOpen(open)).isTrue();
        assertThat(accounts().findPassword(open)).contains(World.HASH);
    }

    @Test
    default void doesNothingForAUserWhoIsSwitchedOff() {
        Caller.Session caller = world().logIn(world().user().id());
        ports().deactivation().accept(caller.user());

        assertThatThrownBy(() -> accounts().listSessions(caller)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> accounts().endSessions(caller)).isInstanceOf(Unauthenticated.class);
        assertThat(accounts().findPassword(caller)).isEmpty();
        assertThat(accounts().changePassword(caller, World.HASH, "next")).isFalse();
        assertThat(open(caller.user(), World.HASH)).isEmpty();
    }

    @Test
    default void endsTheOtherSessionsWhenThePasswordChanges() {
        User user = world().user();
        Caller.Session caller = world().logIn(user.id());
        Caller.Session other = world().logIn(user.id());
        Caller.Session stranger = world().logIn(world().user().id());

        assertThat(accounts().changePassword(caller, World.HASH, "next")).isTrue();

        assertThat(List.of(isOpen(caller), isOpen(other), isOpen(stranger))).containsExactly(true, false, true);
        assertThat(accounts().findPassword(caller)).contains("next");
        assertThat(accounts().findPassword(stranger)).contains(World.HASH);
    }

    @Test
    default void changesNoPasswordThatIsNotTheOneThatWasCompared() {
        Caller.Session caller = world().logIn(world().user().id());
        Caller.Session other = world().logIn(caller.user());

        assertThat(accounts().changePassword(caller, "another hash", "next")).isFalse();

        assertThat(accounts().findPassword(caller)).contains(World.HASH);
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    default void changesAPasswordForOneOfTwoAtOnce() {
        Caller.Session caller = world().logIn(world().user().id());
        Callable<Boolean> change = () ->
                accounts().changePassword(caller, World.HASH, UUID.randomUUID().toString());

        assertThat(Together.all(List.of(change, change)))
                .containsExactlyInAnyOrder(new Outcome.Returned<>(true), new Outcome.Returned<>(false));
    }

    @Test
    default void opensNoSessionWithAPasswordThatWasChanged() {
        Caller.Session caller = world().logIn(world().user().id());
        accounts().changePassword(caller, World.HASH, "next");

        assertThat(open(caller.user(), World.HASH)).isEmpty();
        assertThat(open(caller.user(), "next")).isPresent();
    }

    @Test
    default void leavesNoSessionWithTheOldPasswordOfALogInAtTheSameTime() {
        for (int round = 0; round < 10; round++) {
            Caller.Session caller = world().logIn(world().user().id());

            List<Outcome<Optional<Caller.Session>>> outcomes = Together.all(List.of(
                    () -> open(caller.user(), World.HASH),
                    () -> accounts().changePassword(caller, World.HASH, "next")
                            ? Optional.<Caller.Session>empty()
                            : Optional.of(caller)));

            assertThat(outcomes).allMatch(Outcome.Returned.class::isInstance);
            assertThat(sessions(caller)).containsExactly(caller.session());
        }
    }

    private AccountStore accounts() {
        return ports().accounts();
    }

    /** A session that is opened with the password of this hash, if it is. */
    private Optional<Caller.Session> open(UserId user, String hash) {
        Caller.Session caller = new Caller.Session(user, new SessionId(UUID.randomUUID()));
        SessionOpening opening = new SessionOpening(
                caller, hash, Optional.empty(), World.refreshToken().hash());
        return accounts().openSession(opening, Duration.ofDays(1)) ? Optional.of(caller) : Optional.empty();
    }

    private List<SessionId> sessions(Caller.Session caller) {
        return accounts().listSessions(caller).stream().map(OpenSession::id).toList();
    }

    private boolean isOpen(Caller.Session caller) {
        return accounts().findUser(caller).isPresent();
    }
}
