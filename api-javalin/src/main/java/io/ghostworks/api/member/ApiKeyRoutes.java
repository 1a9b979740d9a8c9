package io.ghostworks.api.member;

import io.ghostworks.ApiKeys;
import io.ghostworks.account.Caller;
import io.ghostworks.account.UserId;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.TenantId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The API keys of a workspace. */
public final class ApiKeyRoutes {

    private static final String ALL = Paths.WORKSPACE + "/api-keys";

    private final ApiKeys keys;
    private final Authentication authentication;

    public ApiKeyRoutes(ApiKeys keys, Authentication authentication) {
        this.keys = keys;
        this.authentication = authentication;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL, authentication.session(this::list));
        routes.post(ALL, authentication.session(this::make));
        routes.delete(ALL + "/{api_key}", authentication.session(this::revoke));
    }

    private void list(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        List<ApiKeyView> items = keys.list(caller, PathParameters.workspace(context)).stream()
                .map(ApiKeyView::of)
                .toList();
        context.json(Map.of("items", items));
    }

    private void make(Context context, Caller.Session caller) {
        JsonBody body = JsonBody.of(context, "name", "role", "expires_at");
        String name = body.text("name");
        String role = body.text("role");
        Optional<Instant> expiresAt = body.time("expires_at");
        ApiKeyDraft draft = body.to(() -> ApiKeyDraft.of(name, role, expiresAt));
        TenantId tenant = PathParameters.workspace(context);
        ApiKeys.Made made = keys.make(caller, tenant, draft);
        context.status(201).json(ApiKeyView.of(made.key()).with(made.token().value()));
    }

    private void revoke(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        keys.revoke(caller, PathParameters.workspace(context), PathParameters.apiKey(context));
        context.status(204);
    }

    /** A key as JSON, without its secret. */
    private record ApiKeyView(
            UUID id,
            String name,
            String prefix,
            String role,
            Optional<UUID> createdBy,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {

        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id().value(),
                    key.name(),
                    key.prefix(),
                    key.role().text(),
                    key.createdBy().map(UserId::value),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }

        NewKeyView with(String secret) {
            return new NewKeyView(id, name, prefix, role, createdBy, createdAt, expiresAt, lastUsedAt, secret);
        }
    }

    /** A new key as JSON, with the secret that nothing can tell again. */
    private record NewKeyView(
            UUID id,
            String name,
            String prefix,
            String role,
            Optional<UUID> createdBy,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            String key) {

        @Override
        public String toString() {
            return "NewKeyView[hidden]";
        }
    }
}
