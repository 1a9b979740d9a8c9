package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Password;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters, and what their tokens are good for, under a clock that is stepped. */
class RecoveryTest {

    private static final Password NEXT = new Password("another password");

    private final Town town = new Town();

    @Test
    void letsWhoeverReadsTheLetterChooseAnotherPasswordWithinAnHour() {
        Caller.Session caller = town.arrive("ada");
        town.recovery.requestPasswordReset(Town.email("ada"));
        String token = town.mailed.getLast();
        town.clock.step(Duration.ofMinutes(59));

        town.recovery.resetPassword(token, NEXT);

        assertThatThrownBy(() -> town.accounts.me(caller)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.logIn("ada")).isInstanceOf(Unauthenticated.class);
        assertThat(town.accounts.logIn("ada@example.org", NEXT.value())).isNotNull();
        assertThat(town.letters).last().isEqualTo(new Letter.PasswordChanged(Town.email("ada")));
        assertThatThrownBy(() -> town.recovery.resetPassword(token, NEXT)).isInstanceOf(Invalid.class);
    }

    @Test
    void resetsNothingAfterAnHour() {
        town.register("ada");
        town.recovery.requestPasswordReset(Town.email("ada"));
        town.clock.step(Duration.ofHours(1));

        assertThatThrownBy(() -> town.recovery.resetPassword(town.mailed.getLast(), NEXT))
                .isInstanceOf(Invalid.class);

        assertThat(town.logIn("ada")).isNotNull();
    }

    @Test
    void hashesNoPasswordForATokenThatIsNotGood() {
        town.register("ada");
        int hashes = town.passwords.hashes();

        for (String token : List.of("", "garbage", town.mailed.getLast())) {
            assertThatThrownBy(() -> town.recovery.resetPassword(token, NEXT)).isInstanceOf(Invalid.class);
        }

        assertThat(town.passwords.hashes()).isEqualTo(hashes);
    }

    @Test
    void verifiesWhatAServerOfBeforeHasMailed() {
        Caller.Session caller = town.arrive("ada");
        Instant now = town.timeAndIds.now();

        town.recovery.verifyEmail(town.tokens.issueVerification(caller.user(), Town.email("ada"), now));

        assertThat(town.accounts.me(caller).isVerified()).isTrue();
    }

    @Test
    void losesNoLetterWhileTheMailServerIsDown() {
        town.outcome = Post.Outcome.BLOCKED;
        town.register("ada");
        town.register("eve");
        assertThat(town.mailing.deliver()).as("both wait to be tried again").isTrue();

        town.clock.step(Duration.ofMinutes(1));
        assertThat(town.mailing.deliver())
                .as("the first attempt told that the way is blocked")
                .isFalse();
        town.outcome = Post.Outcome.TAKEN;
        assertThat(town.mailing.deliver()).isTrue();
        town.clock.step(Duration.ofMinutes(2));
        assertThat(town.mailing.deliver()).isTrue();

        assertThat(town.letters.stream().map(letter -> letter.to().value()))
                .containsExactlyInAnyOrder("ada@example.org", "eve@example.org");
        town.mailed.forEach(town.recovery::verifyEmail);
    }

    @Test
    void letsALetterThatIsPutOffHoldUpNoOther() {
        town.outcome = Post.Outcome.LATER;
        town.register("ada");
        town.outcome = Post.Outcome.TAKEN;
        town.register("eve");

        assertThat(town.letters).singleElement().extracting(Letter::to).isEqualTo(Town.email("eve"));
        town.clock.step(Duration.ofMinutes(1));
        assertThat(town.mailing.deliver()).isTrue();
        assertThat(town.letters).hasSize(2);
    }

    @Test
    void triesALetterLessAndLessOftenAndForFiveDays() {
        town.outcome = Post.Outcome.BLOCKED;
        town.register("ada");
        int attempts = 0;
        for (Duration passed = Duration.ZERO;
                passed.compareTo(Duration.ofDays(6)) < 0;
                passed = passed.plus(Duration.ofMinutes(1))) {
            town.clock.step(Duration.ofMinutes(1));
            attempts += town.mailing.deliver() ? 0 : 1;
        }

        assertThat(attempts).isBetween(20, 40);
        town.outcome = Post.Outcome.TAKEN;
        town.clock.step(Duration.ofHours(6));
        assertThat(town.mailing.deliver()).isTrue();
        assertThat(town.letters).isEmpty();
    }

    @Test
    void triesNoLetterAgainThatWasRefused() {
        town.outcome = Post.Outcome.REFUSED;
        town.register("ada");
        town.outcome = Post.Outcome.TAKEN;
        town.clock.step(Duration.ofHours(1));

        assertThat(town.mailing.deliver()).isTrue();

        assertThat(town.letters).isEmpty();
    }
}
