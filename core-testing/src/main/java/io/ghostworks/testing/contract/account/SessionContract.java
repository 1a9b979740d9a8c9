package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.error.Unavailable;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
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
        ports().accounts().closeSession(token.hash());

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
        Caller.Session caller = world().logIn(world().user().id(), token, Duration.ZERO);

        assertThat(rotate(token, next)).isEmpty();
        assertThat(isOpen(caller)).isTrue();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
        // The token was never spent, so trying it again is no sign of theft.
        assertThat(rotate(token, next)).isEmpty();
        assertThat(isOpen(caller)).isTrue();
    }

    @Test
    default void expiresTheNextTokenWhenItIsAsked() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        RefreshToken last = World.refreshToken();
        world().logIn(world().user().id(), token);

        assertThat(ports().accounts().rotate(token.hash(), next.hash(), Duration.ofMinutes(1)))
                .isPresent();
        assertThat(ports().accounts().rotate(next.hash(), last.hash(), Duration.ZERO))
                .isPresent();
        assertThat(rotate(last, World.refreshToken())).isEmpty();
    }

    @Test
    default void opensNothingForLongerThanNinetyDays() {
        RefreshToken good = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), good, Duration.ofDays(90));

        for (Duration wrong : List.of(
                Duration.ofDays(90).plusSeconds(1), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            RefreshToken token = World.refreshToken();
            assertThatThrownBy(() -> world().logIn(caller.user(), token, wrong)).isNotInstanceOf(Unavailable.class);
            assertThat(rotate(token, World.refreshToken())).isEmpty();
            assertThatThrownBy(() -> ports().accounts().rotate(good.hash(), token.hash(), wrong))
                    .isNotInstanceOf(Unavailable.class);
            assertThat(rotate(token, World.refreshToken())).isEmpty();
        }
        assertThat(rotate(good, World.refreshToken())).contains(caller);
    }

    @Test
    default void buysNothingWithATokenOfAClosedSession() {
        RefreshToken token = World.refreshToken();
        RefreshToken next = World.refreshToken();
        world().logIn(world().user().id(), token);
        ports().accounts().closeSession(token.hash());

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
    default void case27TakesOneOfTwoCallersWithOneTokenForAThief() {
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

        ports().accounts().closeSession(token.hash());

        assertThat(isOpen(caller)).isFalse();
        assertThat(rotate(next, World.refreshToken())).isEmpty();
    }

    @Test
    default void closesASessionAgainWithoutHarm() {
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(world().user().id(), token);

        ports().accounts().closeSession(token.hash());
        ports().accounts().closeSession(token.hash());

        assertThat(isOpen(caller)).isFalse();
    }

    @Test
    default void closesNothingForATokenThatIsUnknown() {
        Caller.Session caller = world().logIn(world().user().id());

        ports().accounts().closeSession(World.refreshToken().hash());

        assertThat(isOpen(caller)).isTrue();
    }

    private boolean isOpen(Caller.Session caller) {
        return ports().accounts().findUser(caller).isPresent();
    }

    private Optional<Caller.Session> rotate(RefreshToken spent, RefreshToken next) {
        return ports().accounts().rotate(spent.hash(), next.hash(), Duration.ofDays(30));
    }
}
