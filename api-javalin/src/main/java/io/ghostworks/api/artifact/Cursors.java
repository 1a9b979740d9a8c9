package io.ghostworks.api.artifact;

import io.ghostworks.api.web.MalformedRequest;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * List positions as opaque text, signed together with what the list was asked: a cursor works in the workspace and with
 * the filters that it came from, and nowhere else.
 */
public final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int POSITION_BYTES = 1 + Float.BYTES + 3 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @param list names the workspace and the filters */
    String write(ArtifactPosition position, String list) {
        byte[] bytes = ByteBuffer.allocate(POSITION_BYTES)
                .put((byte) (position.similarity().isPresent() ? 1 : 0))
                .putFloat(position.similarity().orElse(0f))
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
                .putLong(position.id().value().getMostSignificantBits())
                .putLong(position.id().value().getLeastSignificantBits())
                .array();
        byte[] cursor = Arrays.copyOf(bytes, POSITION_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(bytes, list), 0, cursor, POSITION_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** @throws MalformedRequest unless the cursor was written by us for this list */
    ArtifactPosition read(String cursor, String list) {
        byte[] bytes = decoded(cursor);
        byte[] position = Arrays.copyOf(bytes, POSITION_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, POSITION_BYTES, POSITION_BYTES + SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(signature, signature(position, list))) {
            throw refused();
        }
        ByteBuffer in = ByteBuffer.wrap(position);
        boolean hasSimilarity = in.get() == 1;
        float similarity = in.getFloat();
        return new ArtifactPosition(
                hasSimilarity ? Optional.of(similarity) : Optional.empty(),
                Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS),
                new ArtifactId(new UUID(in.getLong(), in.getLong())));
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == POSITION_BYTES + SIGNATURE_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, as every other cursor that is not ours.
        }
        throw refused();
    }

    private byte[] signature(byte[] position, String list) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(position);
            return Arrays.copyOf(mac.doFinal(list.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static MalformedRequest refused() {
        return new MalformedRequest("The cursor is not one of this list. Start again without it.");
    }
}
