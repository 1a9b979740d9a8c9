package io.ghostworks.testing.memory;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tokens that anyone can read, with a checksum over a key instead of a signature. */
public final class FakeTokens implements AccessTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration VERIFICATION_LIFETIME = Duration.ofDays(3);

    private final String key;

    /** @param key a token is accepted only under the key that issued it */
    public FakeTokens(String key) {
        this.key = key;
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public String issue(Caller.Session caller, Instant now) {
        return signed("access;" + now.plus(LIFETIME) + ";" + caller.user() + ";" + caller.session());
    }

    @Override
    public Optional<Caller.Session> read(String token, Instant now) {
        return claims(token, "access", now)
                .map(claims -> new Caller.Session(
                        new UserId(UUID.fromString(claims.get(0))), new SessionId(UUID.fromString(claims.get(1)))));
    }

    @Override
    public String issueVerification(UserId user, Email email, Instant now) {
        return signed("verification;" + now.plus(VERIFICATION_LIFETIME) + ";" + user + ";" + email);
    }

    @Override
    public Optional<Verification> readVerification(String token, Instant now) {
        return claims(token, "verification", now)
                .map(claims -> new Verification(new UserId(UUID.fromString(claims.get(0))), new Email(claims.get(1))));
    }

    private Optional<List<String>> claims(String token, String purpose, Instant now) {
        int end = token.lastIndexOf(';');
        if (end < 0 || !signed(token.substring(0, end)).equals(token)) {
            return Optional.empty();
        }
        String[] parts = token.split(";", -1);
        return Optional.of(List.of(parts[2], parts[3]))
                .filter(claims -> parts[0].equals(purpose))
                .filter(claims -> now.isBefore(Instant.parse(parts[1])));
    }

    private String signed(String claims) {
        return claims + ";" + UUID.nameUUIDFromBytes((key + claims).getBytes(StandardCharsets.UTF_8));
    }
}
