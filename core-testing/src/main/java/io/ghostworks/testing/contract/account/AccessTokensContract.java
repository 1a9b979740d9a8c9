package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.AccessTokens.Verification;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link AccessTokens} must do. */
public interface AccessTokensContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    AccessTokens tokens();

    /** The same with another key. */
    AccessTokens tokensOfAnotherKey();

    @Test
    default void namesTheCaller() {
        Caller.Session caller = caller();

        assertThat(tokens().read(tokens().issue(caller, NOW), NOW)).contains(caller);
    }

    @Test
    default void isValidForItsLifetime() {
        Caller.Session caller = caller();
        String token = tokens().issue(caller, NOW);
        Instant end = NOW.plus(tokens().lifetime());

        assertThat(tokens().lifetime()).isPositive();
        assertThat(tokens().read(token, end.minusSeconds(1))).contains(caller);
        assertThat(tokens().read(token, end.plusSeconds(1))).isEmpty();
        assertThat(tokens().read(token, end.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    default void refusesATokenThatWasAltered() {
        String token = tokens().issue(caller(), NOW);
        for (int position = 0; position < token.length() - 1; position++) {
            char other = token.charAt(position) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, position) + other + token.substring(position + 1);
            assertThat(tokens().read(altered, NOW)).as(altered).isEmpty();
        }
    }

    @Test
    default void refusesATokenThatWasCutOrExtended() {
        String token = tokens().issue(caller(), NOW);
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens().read(token.substring(0, length), NOW)).isEmpty();
        }
        assertThat(tokens().read(token + "A", NOW)).isEmpty();
        assertThat(tokens().read(token + ".", NOW)).isEmpty();
        assertThat(tokens().read("." + token, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "...",
                "garbage",
                "null",
                "a.b.c",
                ";;;;",
                "\0",
                "😀.😀.😀",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"
            })
    default void refusesWhatIsNoToken(String token) {
        assertThat(tokens().read(token, NOW)).isEmpty();
        assertThat(tokens().readVerification(token, NOW)).isEmpty();
    }

    @Test
    default void refusesATokenOfAnotherKey() {
        Caller.Session caller = caller();
        String token = tokensOfAnotherKey().issue(caller, NOW);
        String verification = tokensOfAnotherKey().issueVerification(caller.user(), email(), NOW);

        assertThat(tokensOfAnotherKey().read(token, NOW)).contains(caller);
        assertThat(tokens().read(token, NOW)).isEmpty();
        assertThat(tokens().readVerification(verification, NOW)).isEmpty();
    }

    @Test
    default void namesTheUserAndTheAddressToVerify() {
        UserId user = caller().user();

        assertThat(tokens().readVerification(tokens().issueVerification(user, email(), NOW), NOW))
                .contains(new Verification(user, email()));
    }

    @Test
    default void verifiesForThreeDays() {
        UserId user = caller().user();
        String token = tokens().issueVerification(user, email(), NOW);
        Instant end = NOW.plus(Duration.ofDays(3));

        assertThat(tokens().readVerification(token, end.minusSeconds(1))).isPresent();
        assertThat(tokens().readVerification(token, end.plusSeconds(1))).isEmpty();
    }

    @Test
    default void takesNoVerificationForAccess() {
        String verification = tokens().issueVerification(caller().user(), email(), NOW);

        assertThat(tokens().read(verification, NOW)).isEmpty();
    }

    @Test
    default void takesNoAccessForAVerification() {
        assertThat(tokens().readVerification(tokens().issue(caller(), NOW), NOW))
                .isEmpty();
    }

    private static Caller.Session caller() {
        return new Caller.Session(
                new UserId(UUID.fromString("01890000-0000-7000-8000-000000000001")),
                new SessionId(UUID.fromString("01890000-0000-7000-8000-000000000002")));
    }

    private static Email email() {
        return new Email("o'neil+tag@example.org");
    }
}
