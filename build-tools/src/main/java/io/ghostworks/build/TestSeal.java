package io.ghostworks.build;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes seals as docs/adr/0019 describes them, apart from the library: what the two agree on is tested by it. */
final class TestSeal {
    private final byte[] key;

    TestSeal(byte[] key) {
        this.key = key;
    }

    /** @param now from then on the seal is good for half a minute */
    String of(UUID tenant, UUID user, Instant now) {
        try {
            String id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
            String body = (tenant + "" + user).replace("-", "") + (now.getEpochSecond() + 30) + id;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return body + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
