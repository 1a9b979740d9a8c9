package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.User;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an {@link Outbox} must do. */
public interface OutboxContract extends Contract {

    @Test
    default void claimsALetterOnce() {
        MailId letter = one();

        assertThat(outbox().claim(1)).isEmpty();
        assertThat(outbox().prepare(letter, Letters.token())).isPresent();
    }

    @Test
    default void claimsNoMoreThanIsAskedForAndThoseFirstThatWaitedLongest() {
        empty();
        List<User> users = Stream.generate(() -> world().user()).limit(3).toList();

        List<MailId> claimed = new ArrayList<>(outbox().claim(2));
        assertThat(claimed).hasSize(2);
        claimed.addAll(outbox().claim(2));

        assertThat(claimed.stream()
                        .map(id -> outbox().prepare(id, Letters.token())
                                .orElseThrow()
                                .to()))
                .containsExactlyInAnyOrderElementsOf(
                        users.stream().map(User::email).toList());
        assertThat(outbox().prepare(claimed.getLast(), Letters.token())
                        .orElseThrow()
                        .to())
                .isEqualTo(users.getLast().email());
    }

    @Test
    default void givesEachLetterToOneOfManyAtOnce() {
        empty();
        for (int i = 0; i < 20; i++) {
            world().user();
        }
        Callable<List<MailId>> claim = () -> outbox().claim(7);

        List<MailId> claimed = new ArrayList<>();
        for (Outcome<List<MailId>> outcome : Together.all(List.of(claim, claim, claim, claim))) {
            claimed.addAll(((Outcome.Returned<List<MailId>>) outcome).value());
        }
        claimed.addAll(outbox().claim(20));

        assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    default void sendsALetterOnceHoweverOftenItIsAskedForWhileItWaits() {
        User user = world().user();

        for (int i = 0; i < 3; i++) {
            ports().recovery().requestPasswordReset(user.email());
        }

        assertThat(Letters.to(user.email(), outbox()))
                .hasExactlyElementsOfTypes(Letter.ResetPassword.class, Letter.VerifyEmail.class);
    }

    @Test
    default void sendsALetterAtOnceThatIsAskedForAgainWhileItWaitsToBeRetried() {
        empty();
        User stranger = World.stranger();
        ports().recovery().requestPasswordReset(stranger.email());
        List<MailId> claimed = outbox().claim(1);
        assertThat(outbox().claim(1)).isEmpty();

        ports().recovery().requestPasswordReset(stranger.email());

        assertThat(outbox().claim(1)).isEqualTo(claimed);
    }

    @Test
    default void forgetsALetterThatIsSettled() {
        MailId letter = one();
        outbox().settle(letter);
        outbox().settle(letter);

        assertThat(outbox().prepare(letter, Letters.token())).isEmpty();
        assertThat(outbox().prepare(new MailId(UUID.randomUUID()), Letters.token()))
                .isEmpty();
    }

    @Test
    default void makesTheTokenOfEachAttemptGoodAndKeepsTheLastFive() {
        empty();
        User user = world().user();
        outbox().settle(outbox().claim(1).getFirst());
        ports().recovery().requestPasswordReset(user.email());
        MailId letter = outbox().claim(1).getFirst();
        List<OneTimeToken> tokens = Stream.generate(Letters::token).limit(6).toList();

        for (OneTimeToken token : tokens) {
            assertThat(outbox().prepare(letter, token))
                    .contains(new Letter.ResetPassword(user.email(), token, Duration.ofHours(1)));
        }

        assertThat(tokens.stream().map(token -> ports().recovery().mayResetPassword(token.hash())))
                .containsExactly(false, true, true, true, true, true);
    }

    private Outbox outbox() {
        return ports().outbox();
    }

    private void empty() {
        Letters.to(World.email(), outbox());
    }

    /** The one letter that is due, claimed. */
    private MailId one() {
        empty();
        world().user();
        return outbox().claim(Outbox.MOST).getFirst();
    }
}
