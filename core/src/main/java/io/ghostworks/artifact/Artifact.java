package io.ghostworks.artifact;

import io.ghostworks.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An artifact as it is stored.
 *
 * @param createdBy who made it; they may have left
 * @param isActive false once deleted
 * @param version 1 at first, one more at each change; names the state for {@code If-Match}
 */
public record Artifact(
        ArtifactId id,
        ArtifactContent content,
        Optional<UserId> createdBy,
        boolean isActive,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** An artifact that is about to be stored for the first time. */
    public static Artifact first(ArtifactId id, ArtifactContent content, UserId author, Instant now) {
        return new Artifact(id, content, Optional.of(author), true, 1, now, now);
    }
}
