package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import java.util.UUID;

/**
 * Names a tenant.
 *
 * <p>Anything else is {@link Invalid}, for the nil UUID (RFC 9562, section 5.9), which stands for "outside of any tenant".
 */
public record TenantId(UUID value) {

    public TenantId {
        if (value.getMostSignificantBits() == 0 && value.getLeastSignificantBits() == 0) {
            throw new Invalid("tenant_id", "must not be the nil UUID");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
