package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedChangesTest {

    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final RefusedChanges refused = new RefusedChanges(nanoTime::get);

    @Test
    void knowsOfNoneAtFirst() {
        assertThat(refused.isRecent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53000", "53100", "53200", "58030"})
    void remembersOneForAWhileAndForgetsItByItself(String state) {
        refused.note(new SQLException("no room", state));

        nanoTime.addAndGet(RefusedChanges.REMEMBERED.toNanos() - 1);
        assertThat(refused.isRecent()).isTrue();
        nanoTime.addAndGet(Duration.ofNanos(1).toNanos());
        assertThat(refused.isRecent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53300", "53400", "23505", "40001", "57014"})
    void takesNothingForOneThatOneCallerAloneCanCause(String state) {
        refused.note(new SQLException("a limit", state));

        assertThat(refused.isRecent()).isFalse();
    }
}
