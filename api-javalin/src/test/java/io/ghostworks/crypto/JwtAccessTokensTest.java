package io.ghostworks.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.testing.contract.account.AccessTokensContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JwtAccessTokensTest implements AccessTokensContract {

    private final SecretKey secret = SecretKey.random();
    private final AccessTokens tokens = new JwtAccessTokens(secret);
    private final AccessTokens others = new JwtAccessTokens(SecretKey.random());

    @Override
    public AccessTokens tokens() {
        return tokens;
    }

    @Override
    public AccessTokens tokensOfAnotherKey() {
        return others;
    }

    @Test
    void readsATokenThatWasIssuedBeforeARestart() {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        AccessTokens restarted = new JwtAccessTokens(SecretKey.parse(secret.text()));

        assertThat(restarted.read(tokens.issue(caller, now), now)).contains(caller);
    }

    @Test
    void forgetsATokenThatItRemembersOnceItHasExpired() {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        String token = tokens.issue(caller, now);
        assertThat(tokens.read(token, now)).contains(caller);
        assertThat(tokens.read(token, now.plus(tokens.lifetime()).minusSeconds(1)))
                .contains(caller);

        assertThat(tokens.read(token, now.plus(tokens.lifetime()))).isEmpty();
    }

    @Test
    void readsATokenInOneSpellingOnly() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        String access = tokens.issue(caller, now);
        String verification = tokens.issueVerification(caller.user(), new Email("ada@example.com"), now);
        assertThat(tokens.read(access, now)).isPresent();
        assertThat(tokens.readVerification(verification, now)).isPresent();

        assertThat(spellings(access))
                .hasSizeGreaterThan(100)
                .allSatisfy(other -> assertThat(tokens.read(other, now)).isEmpty());
        assertThat(spellings(verification))
                .allSatisfy(
                        other -> assertThat(tokens.readVerification(other, now)).isEmpty());
        assertThat(tokens.read(access, now)).contains(caller);
    }

    /** All of them the same bytes to a lenient decoder. */
    private static List<String> spellings(String token) {
        List<String> all = new ArrayList<>(List.of(token + "=", token + "==", token.replaceFirst("\\.", "=.")));
        for (String passedOver : List.of("!", " ", "\n", "%", "é", "*", "=", "+", "/")) {
            for (int at = token.lastIndexOf('.') + 1; at <= token.length(); at += 4) {
                all.add(token.substring(0, at) + passedOver + token.substring(at));
            }
            all.add(passedOver + token);
        }
        all.add(token + "!".repeat(900));
        // 32 bytes leave two bits of the last character unused.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        for (int unused = 1; unused < 4; unused++) {
            all.add(token.substring(0, token.length() - 1) + alphabet.charAt(last + unused));
        }
        return all;
    }

    @Test
    void remembersNoMoreThanItsBytes() {
        RememberedTokens remembered = new RememberedTokens();
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant expires = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 50_000; i++) {
            remembered.add(i + "x".repeat(1_000), caller, expires);
        }

        assertThat(remembered.bytes()).isBetween(1L, RememberedTokens.MAX_BYTES);
    }

    @Test
    void readsMoreTokensThanItRemembers() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 20_000; i++) {
            Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
            assertThat(tokens.read(tokens.issue(caller, now), now)).contains(caller);
        }
    }
}
