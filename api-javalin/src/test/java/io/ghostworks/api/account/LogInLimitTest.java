package io.ghostworks.api.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ghostworks.crypto.SecretKey;
import io.ghostworks.error.RateLimited;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogInLimitTest {

    private final LogInLimit limit = new LogInLimit(
            SecretKey.parse(Base64.getEncoder().encodeToString(new byte[32])),
            Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
            1);

    /** {@link io.ghostworks.api.web.FailureLimit} keeps no long key. */
    @Test
    void keepsAKeyOfOneLengthForAnEmailOfAnyLength() {
        String email = "a".repeat(1024 * 1024);

        assertThatCode(() -> limit.logIn(email, "192.0.2.1", Optional.empty())).doesNotThrowAnyException();
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> limit.logIn(email, "192.0.2.2", Optional.empty()));
        assertThatCode(() -> limit.logIn(email + "a", "192.0.2.3", Optional.empty()))
                .doesNotThrowAnyException();
    }
}
