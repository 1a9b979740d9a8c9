package io.ghostworks.artifact;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import java.time.Duration;

/**
 * A name that a caller gives to one creation, so that repeating it makes nothing new
 * (draft-ietf-httpapi-idempotency-key-header-07). Each user of each tenant has their own.
 *
 * <p>Anything else is {@link Invalid}, for field {@code Idempotency-Key}.
 */
public record IdempotencyKey(String value) {

    /** How long a key is remembered. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    public IdempotencyKey {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > 255 || !Text.storable(value)) {
            throw new Invalid("Idempotency-Key", "must have 1 to 255 characters");
        }
    }
}
