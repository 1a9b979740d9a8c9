package io.ghostworks.tenant;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A program's way into one workspace, without its secret.
 *
 * @param createdBy who made it; they may have left since, and the key stays in force
 * @param expiresAt from when on it is good for nothing; empty for never
 * @param lastUsedAt when it was last used, to the minute; empty for never
 */
public record ApiKey(
        ApiKeyId id,
        String name,
        Role role,
        Optional<UserId> createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    /** What the key begins with. */
    public String prefix() {
        return ApiKeyToken.prefix(id);
    }
}
