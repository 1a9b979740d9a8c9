package io.ghostworks.account;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** A secret of 256 random bits that is mailed, and good for one thing. Stored only as its hash; never printed. */
public record OneTimeToken(String value) {

    /** A new token; {@code random} must be unpredictable. */
    public static OneTimeToken random(RandomGenerator random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new OneTimeToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** SHA-256 of the token. */
    public TokenHash hash() {
        return TokenHash.of(value);
    }

    @Override
    public String toString() {
        return "OneTimeToken[hidden]";
    }
}
