package io.ghostworks.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** A secret of 256 random bits that buys the next access token once. Stored only as its hash; never printed. */
public record RefreshToken(String value) {

    /** A new token; {@code random} must be unpredictable. */
    public static RefreshToken random(RandomGenerator random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** SHA-256 of the token. A fast hash is enough: nobody guesses 256 bits. */
    public RefreshTokenHash hash() {
        try {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            return new RefreshTokenHash(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[hidden]";
    }
}
