package io.ghostworks.api.artifact;

import io.ghostworks.account.UserId;
import io.ghostworks.api.web.Json;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.JsonObject;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;

/** What a list of artifacts is asked for. */
record ArtifactQuery(QueryParameters parameters) {

    private static final Set<String> FILTERS =
            Set.of("q", "name", "similar", "metadata", "created_by", "created_after", "created_before");
    private static final Set<String> REPEATABLE = Set.of("tag", "any_tag");
    private static final Set<String> PAGING = Set.of("limit", "cursor", "count");

    static ArtifactQuery of(Context context) {
        Set<String> single = new TreeSet<>(FILTERS);
        single.addAll(PAGING);
        return new ArtifactQuery(QueryParameters.of(context, single, REPEATABLE));
    }

    /**
     * A well-formed filter that would cost too much is invalid (422); anything else that the filter refuses is
     * malformed (400).
     */
    ArtifactFilter filter() {
        Optional<JsonObject> metadata = parameters.object("metadata");
        ArtifactFilter.requireAffordable(parameters.all("tag"), parameters.all("any_tag"), metadata);
        return parameters.to(() -> new ArtifactFilter(
                parameters.text("q"),
                parameters.text("name"),
                parameters.text("similar"),
                parameters.all("tag"),
                parameters.all("any_tag"),
                metadata,
                parameters.id("created_by").map(UserId::new),
                parameters.time("created_after"),
                parameters.time("created_before")));
    }

    Optional<String> cursor() {
        return parameters.text("cursor");
    }

    int limit() {
        return parameters.number("limit", 1, 100, 20);
    }

    boolean count() {
        return parameters.truth("count");
    }

    /** Names this list: the same for the same workspace and filters, and for no others. */
    String identity(TenantId tenant) {
        ArrayNode identity = Json.MAPPER.createArrayNode().add(tenant.toString());
        Set<String> names = new TreeSet<>(FILTERS);
        names.addAll(REPEATABLE);
        for (String name : names) {
            List<String> values = parameters.all(name);
            ArrayNode array = identity.addArray();
            values.forEach(array::add);
        }
        return identity.toString();
    }
}
