package io.ghostworks.artifact;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in a list of artifacts: after the one that was made at {@code createdAt} and has this id.
 *
 * @param similarity how well that one's name matched, 0 to 1; there only in a list by similarity
 */
public record ArtifactPosition(Optional<Float> similarity, Instant createdAt, ArtifactId id) {

    /** Right after {@code artifact} in a list by time. */
    public static ArtifactPosition after(Artifact artifact) {
        return new ArtifactPosition(Optional.empty(), artifact.createdAt(), artifact.id());
    }
}
