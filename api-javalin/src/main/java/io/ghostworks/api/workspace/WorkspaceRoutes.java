package io.ghostworks.api.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ghostworks.Workspaces;
import io.ghostworks.account.Caller;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.value.JsonObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Workspaces. */
public final class WorkspaceRoutes {

    private static final String ALL = Paths.WORKSPACES;
    private static final String ONE = ALL + "/{workspace}";

    private final Workspaces workspaces;
    private final Authentication authentication;

    public WorkspaceRoutes(Workspaces workspaces, Authentication authentication) {
        this.workspaces = workspaces;
        this.authentication = authentication;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(ALL, authentication.session(this::create));
        routes.get(ALL, authentication.session(this::list));
        routes.get(ONE, authentication.inWorkspace(this::get));
        routes.patch(ONE, authentication.inWorkspace(this::update));
        routes.delete(ONE, authentication.inWorkspace(this::delete));
    }

    private void create(Context context, Caller.Session caller) {
        JsonBody body = JsonBody.of(context, "name", "slug", "description", "settings");
        String name = body.text("name");
        String slug = body.text("slug");
        String description = body.text("description");
        JsonObject settings = body.object("settings");
        TenantDraft draft = body.to(() -> TenantDraft.of(name, slug, description, settings));
        Workspace workspace = workspaces.create(caller, draft);
        context.status(201)
                .header("Location", ALL + "/" + workspace.tenant().id())
                .json(WorkspaceView.of(workspace));
    }

    private void list(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        List<WorkspaceView> items =
                workspaces.list(caller).stream().map(WorkspaceView::of).toList();
        context.json(Map.of("items", items));
    }

    private void get(Context context, Caller caller) {
        QueryParameters.none(context);
        context.json(WorkspaceView.of(workspaces.get(caller, PathParameters.workspace(context))));
    }

    private void update(Context context, Caller caller) {
        JsonBody body = JsonBody.ofPatch(context, "name", "description", "settings", "is_active");
        TenantChange change = change(body);
        context.json(WorkspaceView.of(workspaces.update(caller, PathParameters.workspace(context), change)));
    }

    private void delete(Context context, Caller caller) {
        QueryParameters.none(context);
        workspaces.delete(caller, PathParameters.workspace(context));
        context.status(204);
    }

    private static TenantChange change(JsonBody body) {
        String name = body.text("name");
        String description = body.text("description");
        JsonObject settings = body.object("settings");
        Boolean active = body.truth("is_active");
        body.refuseNull("name");
        body.refuseNull("is_active");
        return body.to(() -> new TenantChange(
                Optional.ofNullable(name),
                body.has("description") ? Optional.of(description == null ? "" : description) : Optional.empty(),
                body.has("settings") ? Optional.of(settings == null ? JsonObject.EMPTY : settings) : Optional.empty(),
                Optional.ofNullable(active)));
    }

    /** A workspace as JSON; the role is the caller's. */
    private record WorkspaceView(
            UUID id,
            String name,
            String slug,
            Optional<String> description,
            @JsonRawValue String settings,
            @JsonProperty("is_active") boolean isActive,
            String role,
            int memberCount,
            Instant createdAt,
            Instant updatedAt) {

        static WorkspaceView of(Workspace workspace) {
            var tenant = workspace.tenant();
            return new WorkspaceView(
                    tenant.id().value(),
                    tenant.name(),
                    tenant.slug().value(),
                    tenant.description(),
                    tenant.settings().toJson(),
                    tenant.isActive(),
                    workspace.role().text(),
                    tenant.memberCount(),
                    tenant.createdAt(),
                    tenant.updatedAt());
        }
    }
}
