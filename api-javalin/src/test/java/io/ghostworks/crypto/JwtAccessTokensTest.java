package io.ghostworks.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.testing.contract.AccessTokensContract;
import java.time.Instant;
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
    void readsMoreTokensThanItRemembers() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 10_001; i++) {
            Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
            assertThat(tokens.read(tokens.issue(caller, now), now)).contains(caller);
        }
    }
}
