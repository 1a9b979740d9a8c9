package io.ghostworks.artifact;

import java.util.UUID;

/** Names an artifact within its tenant. */
public record ArtifactId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
