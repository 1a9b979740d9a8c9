package io.ghostworks.api.account;

import io.ghostworks.Sessions;
import io.ghostworks.account.Caller;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.UserAgent;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The caller's own sessions. */
public final class SessionRoutes {

    private static final String ALL = Paths.BASE + "/auth/sessions";
    private static final String ONE = ALL + "/{session}";

    private final Sessions sessions;
    private final Authentication authentication;

    public SessionRoutes(Sessions sessions, Authentication authentication) {
        this.sessions = sessions;
        this.authentication = authentication;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL, authentication.session(this::list));
        routes.delete(ALL, authentication.session(this::endAll));
        routes.delete(ONE, authentication.session(this::end));
    }

    private void list(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        List<SessionView> items = sessions.list(caller).stream()
                .map(session -> SessionView.of(session, caller))
                .toList();
        context.json(Map.of("items", items));
    }

    private void end(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        sessions.end(caller, PathParameters.session(context));
        context.status(204);
    }

    private void endAll(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        sessions.endAll(caller);
        context.status(204);
    }

    /** A session as JSON. */
    private record SessionView(
            UUID id, Instant createdAt, Instant lastUsedAt, Optional<String> userAgent, boolean current) {

        static SessionView of(OpenSession session, Caller.Session caller) {
            return new SessionView(
                    session.id().value(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.userAgent().map(UserAgent::value),
                    session.id().equals(caller.session()));
        }
    }
}
