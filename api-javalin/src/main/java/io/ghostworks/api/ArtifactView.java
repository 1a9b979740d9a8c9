package io.ghostworks.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An artifact as JSON. */
record ArtifactView(
        UUID id,
        String name,
        Optional<String> description,
        List<String> tags,
        Map<String, @Nullable Object> metadata,
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
                artifact.content().metadata().members(),
                artifact.createdBy().map(UserId::value),
                artifact.isActive(),
                artifact.version(),
                artifact.createdAt(),
                artifact.updatedAt());
    }
}
