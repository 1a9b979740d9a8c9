package io.ghostworks.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.testing.contract.Together.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Sessions and their refresh tokens. */
public interface SessionContract extends Contract {

    @Test
    default void opensASessionWithItsFirstToken() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);

        assertThat(isOpen(caller)).isTrue();
        assertThat(rotate(token, World.refreshToken())).contains(caller);
    }

    @Test
    default void keepsTheSessionsOfAUserApart() {
        RefreshToken token = World.refreshToken();
        Caller.Session one = world().logIn(world().user().id(), token);
        Caller.Session other = world().logIn(one.user());
        ports().accounts().closeSession(token.hash(), World.THEN);

        assertThat(isOpen(one)).isFalse();
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    default void spendsOneTokenForTheNext() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);

        for (int i = 0; i < 3; i++) {
            RefreshToken next = World.refreshToken();
            assertThat(rotate(token, next)).contains(caller);
            token = next;
        }
        assertThat(isOpen(caller)).isTrue();
    }

    @Test
    default void buysNothingWithATokenThatIsUnknown() {
        RefreshToken next = World.refreshToken();
        world().logIn(world().user().id());

        assertThat(rotate(World.refreshToken(), next)).isEmpty();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
    }

    @Test
    default void buysNothingWithATokenThatIsExpired() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);
        Instant end = World.THEN.plus(Duration.ofDays(30));

        assertThat(rotate(token, next, end)).isEmpty();
        assertThat(rotate(token, next, end.plusSeconds(1))).isEmpty();
        assertThat(isOpen(caller)).isTrue();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
        assertThat(rotate(token, next, end.minusNanos(1_000))).contains(caller);
    }

    @Test
    default void expiresTheNextTokenWhenItIsAsked() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        world().logIn(world().user().id(), token);
        ports().accounts().rotate(token.hash(), next.hash(), World.THEN, World.THEN.plusSeconds(10));

        assertThat(rotate(next, World.refreshToken(), World.THEN.plusSeconds(10)))
                .isEmpty();
        assertThat(rotate(next, World.refreshToken(), World.THEN.plusSeconds(9)))
                .isPresent();
    }

    @Test
    default void buysNothingWithATokenOfAClosedSession() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        world().logIn(world().user().id(), token);
        ports().accounts().closeSession(token.hash(), World.THEN);

        assertThat(rotate(token, next)).isEmpty();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
    }

    @Test
    default void buysNothingForAUserWhoIsSwitchedOff() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);
        ports().deactivation().accept(caller.user());

        assertThat(rotate(token, World.refreshToken())).isEmpty();
    }

    @Test
    default void closesTheSessionOfATokenThatIsSpentTwice() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        RefreshToken stolen = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);
        Caller.Session other = world().logIn(caller.user());
        rotate(token, next);

        assertThat(rotate(token, stolen)).isEmpty();

        assertThat(isOpen(caller)).isFalse();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
        assertThat(rotate(stolen, World.refreshToken())).isEmpty();
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    default void takesOneOfTwoCallersWithOneTokenForAThief() {
        for (int round = 0; round < 10; round++) {
            RefreshToken token = World.refreshToken();
            RefreshToken next = World.refreshToken();
            RefreshToken other = World.refreshToken();
            Caller.Session caller = world().logIn(world().user().id(), token);
            List<Callable<Optional<Caller.Session>>> both =
                    List.of(() -> rotate(token, next), () -> rotate(token, other));

            assertThat(Together.all(both))
                    .containsExactlyInAnyOrder(
                            new Outcome.Returned<>(Optional.of(caller)), new Outcome.Returned<>(Optional.empty()));

            assertThat(isOpen(caller)).isFalse();
            assertThat(rotate(next, World.refreshToken())).isEmpty();
            assertThat(rotate(other, World.refreshToken())).isEmpty();
        }
    }

    @Test
    default void closesTheSessionOfASpentTokenToo() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);
        rotate(token, next);

        ports().accounts().closeSession(token.hash(), World.THEN);

        assertThat(isOpen(caller)).isFalse();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
    }

    @Test
    default void closesASessionAgainWithoutHarm() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);

        ports().accounts().closeSession(token.hash(), World.THEN);
        ports().accounts().closeSession(token.hash(), World.THEN.plusSeconds(1));

        assertThat(isOpen(caller)).isFalse();
    }

    @Test
    default void closesNothingForATokenThatIsUnknown() {
        Caller.Session caller = world().logIn(world().user().id());

        ports().accounts().closeSession(World.refreshToken().hash(), World.THEN);

        assertThat(isOpen(caller)).isTrue();
    }

    private boolean isOpen(Caller.Session caller) {
        return ports().accounts().findUser(caller).isPresent();
    }

    private Optional<Caller.Session> rotate(RefreshToken spent, RefreshToken next) {
        return rotate(spent, next, World.THEN);
    }

    private Optional<Caller.Session> rotate(RefreshToken spent, RefreshToken next, Instant now) {
        return ports().accounts().rotate(spent.hash(), next.hash(), now, World.THEN.plus(Duration.ofDays(30)));
    }
}
