package io.ghostworks.api.artifact;

import io.ghostworks.Artifacts;
import io.ghostworks.account.Caller;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.EntityTags;
import io.ghostworks.api.web.Json;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The artifacts of a workspace, one at a time and in pages. */
public final class ArtifactRoutes {

    static final String ALL = Paths.WORKSPACE + "/artifacts";

    private static final String ONE = ALL + "/{artifact}";
    private static final ArtifactContent LEAST = ArtifactContent.of("-", null, null, null);
    private static final String[] FIELDS = {"name", "description", "tags", "metadata"};

    private final Artifacts artifacts;
    private final Authentication authentication;
    private final Cursors cursors;

    public ArtifactRoutes(Artifacts artifacts, Authentication authentication, Cursors cursors) {
        this.artifacts = artifacts;
        this.authentication = authentication;
        this.cursors = cursors;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL + "/stats", authentication.inWorkspace(this::stats));
        routes.post(ALL, authentication.inWorkspace(this::create));
        routes.get(ALL, authentication.inWorkspace(this::list));
        routes.get(ONE, authentication.inWorkspace(this::get));
        routes.put(ONE, authentication.inWorkspace(this::replace));
        routes.patch(ONE, authentication.inWorkspace(this::patch));
        routes.delete(ONE, authentication.inWorkspace(this::delete));
        routes.post(ONE + "/restore", authentication.inWorkspace(this::restore));
    }

    private void create(Context context, Caller caller) {
        TenantId tenant = PathParameters.workspace(context);
        Optional<IdempotencyKey> key =
                Optional.ofNullable(context.header("Idempotency-Key")).map(IdempotencyKey::new);
        Artifact artifact = artifacts.create(caller, tenant, content(JsonBody.of(context, FIELDS)), key);
        context.status(201).header("Location", Paths.WORKSPACES + "/" + tenant + "/artifacts/" + artifact.id());
        answer(context, artifact);
    }

    private void list(Context context, Caller caller) {
        TenantId tenant = PathParameters.workspace(context);
        ArtifactQuery query = ArtifactQuery.of(context);
        ArtifactFilter filter = query.filter();
        String list = query.identity(tenant);
        Optional<ArtifactPosition> after = query.cursor().map(cursor -> cursors.read(cursor, list));
        Artifacts.Listing listing = artifacts.list(caller, tenant, filter, after, query.limit(), query.count());
        Json.answer(context, ArtifactPageView.of(listing, position -> cursors.write(position, list)));
    }

    private void get(Context context, Caller caller) {
        QueryParameters.none(context);
        Artifact artifact = artifacts.get(caller, PathParameters.workspace(context), PathParameters.artifact(context));
        if (EntityTags.isKnown(context, artifact.version())) {
            EntityTags.write(context, artifact.version());
            context.status(304);
        } else {
            answer(context, artifact);
        }
    }

    private void replace(Context context, Caller caller) {
        ArtifactContent content = content(JsonBody.of(context, FIELDS));
        answer(
                context,
                artifacts.replace(
                        caller,
                        PathParameters.workspace(context),
                        PathParameters.artifact(context),
                        content,
                        EntityTags.expected(context)));
    }

    private void patch(Context context, Caller caller) {
        JsonBody body = JsonBody.ofPatch(context, FIELDS);
        requireTypes(body);
        answer(
                context,
                artifacts.patch(
                        caller,
                        PathParameters.workspace(context),
                        PathParameters.artifact(context),
                        checked(body),
                        EntityTags.expected(context)));
    }

    /** Reading a field notes a value of the wrong type. The patch itself goes on as it came. */
    private static void requireTypes(JsonBody body) {
        body.text("name");
        body.text("description");
        body.texts("tags");
        body.object("metadata");
    }

    /**
     * Tried on the smallest content first: what a patch breaks there it breaks everywhere, so every error can be named
     * at once.
     */
    private static MergePatch checked(JsonBody body) {
        MergePatch patch = body.patch(FIELDS);
        return body.to(() -> {
            LEAST.merge(patch);
            return patch;
        });
    }

    private void delete(Context context, Caller caller) {
        QueryParameters.none(context);
        artifacts.delete(
                caller,
                PathParameters.workspace(context),
                PathParameters.artifact(context),
                EntityTags.expected(context));
        context.status(204);
    }

    private void restore(Context context, Caller caller) {
        QueryParameters.none(context);
        answer(context, artifacts.restore(caller, PathParameters.workspace(context), PathParameters.artifact(context)));
    }

    private void stats(Context context, Caller caller) {
        QueryParameters.none(context);
        context.json(StatsView.of(artifacts.stats(caller, PathParameters.workspace(context))));
    }

    static ArtifactContent content(JsonBody body) {
        String name = body.text("name");
        String description = body.text("description");
        List<String> tags = body.texts("tags");
        JsonObject metadata = body.object("metadata");
        return body.to(() -> ArtifactContent.of(name, description, tags, metadata));
    }

    private static void answer(Context context, Artifact artifact) {
        EntityTags.write(context, artifact.version());
        Json.answer(context, ArtifactView.of(artifact));
    }

    /** Figures as JSON. */
    private record StatsView(long totalArtifacts, long activeArtifacts, long totalTags, List<TagView> mostUsedTags) {

        static StatsView of(ArtifactStats stats) {
            List<TagView> tags = stats.mostUsedTags().stream()
                    .map(tag -> new TagView(tag.tag(), tag.count()))
                    .toList();
            return new StatsView(stats.total(), stats.active(), stats.distinctTags(), tags);
        }
    }

    /** A tag and how many artifacts have it. */
    private record TagView(String tag, long count) {}
}
