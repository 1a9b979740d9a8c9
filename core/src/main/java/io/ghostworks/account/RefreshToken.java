package io.ghostworks.account;

import java.util.random.RandomGenerator;

/** A secret of 256 random bits that buys the next access token once. Stored only as its hash; never printed. */
public record RefreshToken(String value) {

    /** A new token; {@code random} must be unpredictable. */
    public static RefreshToken random(RandomGenerator random) {
        return new RefreshToken(OneTimeToken.random(random).value());
    }

    /** SHA-256 of the token. */
    public TokenHash hash() {
        return TokenHash.of(value);
    }

    @Override
    public String toString() {
        return "RefreshToken[hidden]";
    }
}
