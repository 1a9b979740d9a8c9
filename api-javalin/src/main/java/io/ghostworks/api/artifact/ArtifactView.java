package io.ghostworks.api.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An artifact as JSON. */
record ArtifactView(
        UUID id,
        String name,
        Optional<String> description,
        List<String> tags,
        @JsonRawValue String metadata,
        Optional<UUID> createdBy,
        @JsonProperty("is_active") boolean isActive,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ArtifactView of(Artifact artifact) {
        return new ArtifactView(
                artifact.id().value(),
                artifact.content().name(),
                artifact.content().description(),
                artifact.content().tags(),
                artifact.content().metadata().toJson(),
                artifact.createdBy().map(UserId::value),
                artifact.isActive(),
                artifact.version(),
                artifact.createdAt(),
                artifact.updatedAt());
    }
}
