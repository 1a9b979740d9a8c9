package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Ids;
import io.ghostworks.tenancy.Scope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that tenant contexts are sealed with, which the application and the database share: HMAC-SHA-256 (RFC 2104).
 * Whoever has it can act as any user in any tenant. Never printed. Safe for all threads.
 */
public final class SealKey {

    /** How long a seal may be on its way. The context that it opens lasts as long as its transaction. */
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int LEAST_BYTES = 32;
    /** A longer one would be hashed first (RFC 2104, section 2), which gains nothing. */
    private static final int MOST_BYTES = 64;

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeySpec secret;
    /** Ready to authenticate, to be copied: to look for a provider takes as long as to authenticate. Never updated. */
    private final Mac ready;

    private final String id;

    private SealKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.ready = keyed();
        this.id = HEX.formatHex(sha256(secret), 0, 4);
    }

    /**
     * A key of these bytes.
     *
     * @throws IllegalArgumentException unless they are 32 to 64
     */
    public static SealKey of(byte[] secret) {
        if (secret.length < LEAST_BYTES || secret.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a seal key has " + LEAST_BYTES + " to " + MOST_BYTES + " bytes, not " + secret.length);
        }
        return new SealKey(secret);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param text may have blanks around it
     * @throws IllegalArgumentException unless it is Base64 (RFC 4648, section 4) of 32 to 64 bytes. The message tells
     *     nothing of the text
     */
    public static SealKey parse(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            // Its message quotes a character of the secret.
            throw new IllegalArgumentException("a seal key is written as Base64");
        }
        return of(secret);
    }

    /** A new key of 256 random bits. */
    public static SealKey random() {
        byte[] secret = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(secret);
        return new SealKey(secret);
    }

    /** The key as Base64, to be kept in a safe place. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** The secret itself: what the database is given once. */
    public byte[] bytes() {
        return secret.getEncoded();
    }

    /** Names the key and tells nothing of it: the first 8 hexadecimal digits of its SHA-256. */
    public String id() {
        return id;
    }

    /**
     * What {@code ghostworks.enter} opens this scope for. Bind it: every session of a role can read the texts of the others.
     *
     * @param now when the seal is made; it can be used for half a minute, and a minute longer where clocks differ
     */
    public String seal(Scope scope, Instant now) {
        return seal(Ids.of(scope), now);
    }

    String seal(Ids ids, Instant now) {
        String body =
                digits(ids.tenant()) + digits(ids.user()) + now.plus(LIFETIME).getEpochSecond() + id;
        return body + HEX.formatHex(authenticate(body));
    }

    private static String digits(UUID id) {
        return HEX.toHexDigits(id.getMostSignificantBits()) + HEX.toHexDigits(id.getLeastSignificantBits());
    }

    private byte[] authenticate(String body) {
        return copy().doFinal(body.getBytes(StandardCharsets.US_ASCII));
    }

    private Mac copy() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            // The JDK's own can be copied, that of another provider need not.
            return keyed();
        }
    }

    private Mac keyed() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
