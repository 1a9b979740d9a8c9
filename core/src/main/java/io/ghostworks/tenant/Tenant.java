package io.ghostworks.tenant;

import io.ghostworks.value.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as it is stored.
 *
 * @param memberCount all members, active or not
 */
public record Tenant(
        TenantId id,
        String name,
        Slug slug,
        Optional<String> description,
        JsonObject settings,
        boolean isActive,
        int memberCount,
        Instant createdAt,
        Instant updatedAt) {}
