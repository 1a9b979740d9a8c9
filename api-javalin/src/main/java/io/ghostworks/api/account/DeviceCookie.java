package io.ghostworks.api.account;

import io.ghostworks.crypto.SecretKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A device that somebody logged in from before, as OWASP's "Slow Down Online Guessing Attacks with Device Cookies" has it: a
 * random name and an end, signed together with the email. It proves nothing but that, opens nothing, and whoever steals it may
 * guess as often as its owner.
 */
final class DeviceCookie {

    static final String NAME = "ghostworks_device";
    static final Duration LIFETIME = Duration.ofDays(180);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 16;
    private static final int SIGNED_BYTES = Long.BYTES + NONCE_BYTES;
    private static final int SIGNATURE_BYTES = 16;
    private static final int LENGTH = 4 * (SIGNED_BYTES + SIGNATURE_BYTES + 2) / 3;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    DeviceCookie(SecretKey secret) {
        this.key = new SecretKeySpec(secret.derive("device cookies"), ALGORITHM);
    }

    /** A new device's cookie. */
    String issue(String email, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(now.plus(LIFETIME).getEpochSecond())
                .put(nonce)
                .array();
        byte[] cookie = Arrays.copyOf(signed, SIGNED_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(signed, email), 0, cookie, SIGNED_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cookie);
    }

    /** The name of the device, if the cookie is one of ours for that email and still good. */
    Optional<String> device(String cookie, String email, Instant now) {
        if (cookie.length() > LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cookie);
            byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
            byte[] signature = Arrays.copyOfRange(bytes, Math.min(SIGNED_BYTES, bytes.length), bytes.length);
            boolean isOurs = MessageDigest.isEqual(signature, signature(signed, email));
            boolean isGood = ByteBuffer.wrap(signed).getLong() > now.getEpochSecond();
            return isOurs && isGood ? Optional.of(Base64.getUrlEncoder().encodeToString(signed)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] signed, String email) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(signed);
            byte[] owner = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(mac.doFinal(owner), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
