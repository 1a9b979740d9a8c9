package io.ghostworks.api.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ghostworks.Artifacts.Listing;
import io.ghostworks.artifact.ArtifactPosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of artifacts as JSON; the total where it was asked for. */
record ArtifactPageView(
        List<ArtifactView> items,
        Optional<String> nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    static ArtifactPageView of(Listing listing, Function<ArtifactPosition, String> cursor) {
        return new ArtifactPageView(
                listing.page().items().stream().map(ArtifactView::of).toList(),
                listing.page().next().map(cursor),
                listing.total().orElse(null));
    }
}
