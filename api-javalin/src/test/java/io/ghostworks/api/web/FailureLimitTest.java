package io.ghostworks.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureLimitTest {

    private static final int FREE = 3;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    private final FailureLimit limit = new FailureLimit(new Watch(now), FREE);

    /** Goes when it is told to. */
    private static final class Watch extends Clock {

        private final AtomicReference<Instant> now;

        Watch(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return Objects.requireNonNull(now.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void assertWait(Duration wait) {
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> limit.attempt("k"))
                .satisfies(limited -> assertThat(limited.retryAfter()).isEqualTo(wait));
    }

    @Test
    void doublesTheWaitUpToTheLongest() {
        for (int i = 0; i < FREE; i++) {
            limit.attempt("k");
        }
        for (int seconds : List.of(10, 20, 40, 80, 160, 300, 300, 300)) {
            Duration wait = Duration.ofSeconds(seconds);
            assertWait(wait);
            pass(wait.minusMillis(1));
            assertWait(Duration.ofMillis(1));
            pass(Duration.ofMillis(1));
            limit.attempt("k");
        }
    }

    @Test
    void countsNoAttemptThatItRefuses() {
        IntStream.range(0, FREE).forEach(i -> limit.attempt("k"));
        for (int i = 0; i < 100; i++) {
            assertWait(FailureLimit.FIRST_WAIT);
        }
    }

    @Test
    void excusesWhatWasNoFailure() {
        for (int i = 0; i < 100; i++) {
            limit.attempt("k").excuse();
        }
        IntStream.range(0, FREE - 1).forEach(i -> limit.attempt("k"));
        FailureLimit.Attempt last = limit.attempt("k");
        assertWait(FailureLimit.FIRST_WAIT);
        last.excuse();
        limit.attempt("k");
        assertWait(FailureLimit.FIRST_WAIT);
    }

    @Test
    void forgetsAfterAWhileAndWhenItIsTold() {
        IntStream.range(0, FREE).forEach(i -> limit.attempt("k"));
        pass(Duration.ofHours(1));
        IntStream.range(0, FREE).forEach(i -> limit.attempt("k"));
        assertWait(FailureLimit.FIRST_WAIT);
        limit.forget("k");
        IntStream.range(0, FREE).forEach(i -> limit.attempt("k"));
        limit.attempt("another");
    }

    @Test
    void letsASuccessCostTheNextNothing() {
        IntStream.range(0, FREE - 1).forEach(i -> limit.attempt("k"));
        for (int seconds : List.of(10, 20, 40, 80, 160, 300, 300)) {
            limit.attempt("k");
            pass(Duration.ofSeconds(seconds));
        }
        for (int i = 0; i < 100; i++) {
            limit.attempt("k").excuse();
        }
        limit.attempt("k");
        assertWait(FailureLimit.LONGEST_WAIT);
    }

    @Test
    void forgetsFailuresOneByOneWhileOthersSucceed() {
        for (int i = 0; i < FREE + 100; i++) {
            limit.attempt("k");
            pass(FailureLimit.LONGEST_WAIT);
        }
        for (int minutes = 0; minutes < 10 * (FREE + 5); minutes++) {
            limit.attempt("k").excuse();
            pass(Duration.ofMinutes(1));
        }

        IntStream.range(0, FREE).forEach(i -> limit.attempt("k"));
        assertWait(FailureLimit.FIRST_WAIT);
    }

    @Test
    void keepsTheWaitOfALaterFailureWhenAnEarlierAttemptSucceeds() {
        IntStream.range(0, FREE - 1).forEach(i -> limit.attempt("k"));
        FailureLimit.Attempt slow = limit.attempt("k");
        pass(FailureLimit.FIRST_WAIT);
        limit.attempt("k");
        slow.excuse();
        assertWait(FailureLimit.FIRST_WAIT.multipliedBy(2));
    }

    @Test
    void keepsNoLongKey() {
        limit.attempt("k".repeat(FailureLimit.LONGEST_KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> limit.attempt("k".repeat(FailureLimit.LONGEST_KEY + 1)));
    }

    @Test
    void remembersABoundedNumberOfKeys() {
        for (int i = 0; i < 2 * FailureLimit.REMEMBERED; i++) {
            limit.attempt("key " + i);
        }

        assertThat(limit.remembered()).isBetween(1L, (long) FailureLimit.REMEMBERED);
    }
}
