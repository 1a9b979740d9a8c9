package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.User;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.mail.Letter;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a {@link RecoveryStore} must do. */
public interface RecoveryContract extends Contract {

    @Test
    default void verifiesAnEmailWithTheTokenThatANewUserIsMailed() {
        User user = world().user();
        User other = world().user();
        Letter.VerifyEmail letter = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox());

        assertThat(letter.lifetime()).isEqualTo(Duration.ofDays(3));
        assertThat(recovery().verifyEmail(letter.token().hash())).isTrue();
        assertThat(recovery().verifyEmail(letter.token().hash())).isTrue();
        assertThat(isVerified(user)).isTrue();
        assertThat(isVerified(other)).isFalse();
    }

    @Test
    default void verifiesAndResetsNothingWithATokenThatWasNotMailed() {
        world().user();
        OneTimeToken token = Letters.token();

        assertThat(recovery().verifyEmail(token.hash())).isFalse();
        assertThat(recovery().mayResetPassword(token.hash())).isFalse();
        assertThat(recovery().resetPassword(token.hash(), "next")).isFalse();
    }

    @Test
    default void takesNoTokenForAnythingElse() {
        User user = world().user();
        OneTimeToken verification = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();
        OneTimeToken reset = reset(user);

        assertThat(recovery().verifyEmail(reset.hash())).isFalse();
        assertThat(recovery().mayResetPassword(verification.hash())).isFalse();
        assertThat(recovery().resetPassword(verification.hash(), "next")).isFalse();
        assertThat(isVerified(user)).isFalse();
        assertThat(hash(user)).isEqualTo(World.HASH);
    }

    @Test
    default void doesNothingForAUserWhoIsSwitchedOffMeanwhile() {
        User user = world().user();
        OneTimeToken verification = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();
        OneTimeToken reset = reset(user);
        ports().deactivation().accept(user.id());

        assertThat(recovery().verifyEmail(verification.hash())).isFalse();
        assertThat(recovery().mayResetPassword(reset.hash())).isFalse();
        assertThat(recovery().resetPassword(reset.hash(), "next")).isFalse();
        assertThat(hash(user)).isEqualTo(World.HASH);
    }

    @Test
    default void mailsAnotherVerificationWhenAsked() {
        User user = world().user();
        OneTimeToken first = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();

        recovery().requestVerification(world().logIn(user.id()));

        OneTimeToken second = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();
        assertThat(second).isNotEqualTo(first);
        assertThat(recovery().verifyEmail(first.hash())).isTrue();
        assertThat(recovery().verifyEmail(second.hash())).isTrue();
    }

    @Test
    default void mailsNoVerificationOfWhatIsVerified() {
        User user = world().user();
        OneTimeToken token = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();
        Caller.Session caller = world().logIn(user.id());
        recovery().requestVerification(caller);
        recovery().verifyEmail(token.hash());
        recovery().requestVerification(caller);

        assertThat(Letters.to(user.email(), ports().outbox())).isEmpty();
    }

    @Test
    default void mailsNothingForWhoeverAsksFromAClosedSession() {
        User user = world().user();
        Letters.to(user.email(), ports().outbox());
        RefreshToken token = World.refreshToken();
        Caller.Session closed = world().logIn(user.id(), token);
        ports().accounts().closeSession(token.hash());
        Caller.Session mixed =
                new Caller.Session(user.id(), world().logIn(world().user().id()).session());

        for (Caller.Session caller : List.of(closed, mixed)) {
            assertThatThrownBy(() -> recovery().requestVerification(caller)).isInstanceOf(Unauthenticated.class);
        }
        assertThat(Letters.to(user.email(), ports().outbox())).isEmpty();
    }

    @Test
    default void mailsNothingToAnAddressThatNobodyHas() {
        User gone = world().user();
        ports().deactivation().accept(gone.id());
        User stranger = World.stranger();

        for (User user : List.of(gone, stranger)) {
            recovery().requestPasswordReset(user.email());

            assertThat(Letters.to(user.email(), ports().outbox())).isEmpty();
        }
    }

    @Test
    default void resetsAPasswordAndEndsAllSessionsOfItsUser() {
        User user = world().user();
        User other = world().user();
        RefreshToken refreshToken = World.refreshToken();
        Caller.Session caller = world().logIn(user.id(), refreshToken);
        Caller.Session stranger = world().logIn(other.id());
        OneTimeToken token = reset(user);

        assertThat(recovery().mayResetPassword(token.hash())).isTrue();
        assertThat(recovery().resetPassword(token.hash(), "next")).isTrue();

        assertThat(hash(user)).isEqualTo("next");
        assertThat(hash(other)).isEqualTo(World.HASH);
        assertThat(ports().accounts().findUser(caller)).isEmpty();
        assertThat(ports().accounts()
                        .rotate(refreshToken.hash(), World.refreshToken().hash(), Duration.ofDays(1)))
                .isEmpty();
        assertThat(ports().accounts().findUser(stranger)).contains(other);
        assertThat(Letters.to(user.email(), ports().outbox()))
                .containsExactly(new Letter.PasswordChanged(user.email()));
    }

    @Test
    default void takesAResetForAProofOfTheAddress() {
        User user = world().user();

        recovery().resetPassword(reset(user).hash(), World.HASH);

        assertThat(isVerified(user)).isTrue();
    }

    @Test
    default void spendsATokenForOnePassword() {
        User user = world().user();
        OneTimeToken token = reset(user);
        recovery().resetPassword(token.hash(), "next");

        assertThat(recovery().mayResetPassword(token.hash())).isFalse();
        assertThat(recovery().resetPassword(token.hash(), "another")).isFalse();
        assertThat(hash(user)).isEqualTo("next");
    }

    @Test
    default void spendsATokenForOneOfTwoAtOnce() {
        for (int round = 0; round < 5; round++) {
            OneTimeToken token = reset(world().user());
            Callable<Boolean> reset = () -> recovery().resetPassword(token.hash(), "next");

            assertThat(Together.all(List.of(reset, reset)))
                    .containsExactlyInAnyOrder(new Outcome.Returned<>(true), new Outcome.Returned<>(false));
        }
    }

    @Test
    default void makesAllOtherTokensWorthlessWithAReset() {
        User user = world().user();
        OneTimeToken first = reset(user);
        OneTimeToken second = reset(user);
        OneTimeToken others = reset(world().user());

        recovery().resetPassword(second.hash(), "next");

        assertThat(recovery().mayResetPassword(first.hash())).isFalse();
        assertThat(recovery().mayResetPassword(others.hash())).isTrue();
    }

    @Test
    default void makesTokensWorthlessWithAChangeOfThePasswordAndTellsTheUser() {
        User user = world().user();
        OneTimeToken token = reset(user);

        ports().accounts().changePassword(world().logIn(user.id()), World.HASH, "next");

        assertThat(recovery().resetPassword(token.hash(), "another")).isFalse();
        assertThat(Letters.to(user.email(), ports().outbox()))
                .containsExactly(new Letter.PasswordChanged(user.email()));
    }

    private RecoveryStore recovery() {
        return ports().recovery();
    }

    /** What is mailed to somebody who forgot their password. */
    private OneTimeToken reset(User user) {
        recovery().requestPasswordReset(user.email());
        return Letters.only(Letter.ResetPassword.class, user.email(), ports().outbox())
                .token();
    }

    private String hash(User user) {
        return ports().accounts()
                .findCredentials(user.email())
                .map(Credentials::passwordHash)
                .orElseThrow();
    }

    private boolean isVerified(User user) {
        return ports().accounts()
                .findUser(world().logIn(user.id()))
                .map(User::isVerified)
                .orElseThrow();
    }
}
