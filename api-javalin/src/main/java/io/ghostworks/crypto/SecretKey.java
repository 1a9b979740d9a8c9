package io.ghostworks.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server's secret, from which it derives one key for each purpose. Never printed. */
public final class SecretKey {

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private SecretKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new secret of 256 random bits. */
    public static SecretKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new SecretKey(secret);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException unless it is Base64 of at least 32 bytes
     */
    public static SecretKey parse(String text) {
        byte[] secret = Base64.getDecoder().decode(text.strip());
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a secret key has at least " + BYTES + " bytes");
        }
        return new SecretKey(secret);
    }

    /** The secret as Base64, to be kept in a safe place. */
    public String text() {
        return Base64.getEncoder().encodeToString(secret);
    }

    /** 32 bytes for one purpose; from them neither the secret nor another purpose's key can be found. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SecretKey[hidden]";
    }
}
