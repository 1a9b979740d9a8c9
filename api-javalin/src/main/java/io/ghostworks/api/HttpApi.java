package io.ghostworks.api;

import io.ghostworks.Accounts;
import io.ghostworks.ApiKeys;
import io.ghostworks.Artifacts;
import io.ghostworks.Invitations;
import io.ghostworks.Members;
import io.ghostworks.Recovery;
import io.ghostworks.Sessions;
import io.ghostworks.Workspaces;
import io.ghostworks.account.AccessTokens;
import io.ghostworks.api.account.AcceptanceRoutes;
import io.ghostworks.api.account.AccountRoutes;
import io.ghostworks.api.account.PasswordRoutes;
import io.ghostworks.api.account.PublicKeyRoutes;
import io.ghostworks.api.account.SessionRoutes;
import io.ghostworks.api.artifact.ArtifactRoutes;
import io.ghostworks.api.artifact.ArtifactTransfer;
import io.ghostworks.api.artifact.Cursors;
import io.ghostworks.api.jetty.JettyServer;
import io.ghostworks.api.management.SystemRoutes;
import io.ghostworks.api.management.SystemStatus;
import io.ghostworks.api.member.AdditionLimit;
import io.ghostworks.api.member.ApiKeyRoutes;
import io.ghostworks.api.member.InvitationRoutes;
import io.ghostworks.api.member.MemberRoutes;
import io.ghostworks.api.page.DocumentationRoutes;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.CallerAddress;
import io.ghostworks.api.web.Json;
import io.ghostworks.api.web.LogContext;
import io.ghostworks.api.web.Negotiation;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.PercentEncoding;
import io.ghostworks.api.web.Problems;
import io.ghostworks.api.web.RequestId;
import io.ghostworks.api.web.TrustedProxies;
import io.ghostworks.api.workspace.WorkspaceRoutes;
import io.ghostworks.crypto.SecretKey;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson3;
import io.javalin.router.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The HTTP contract on the use cases. */
public final class HttpApi {

    /** Where every call but the system's lives. */
    public static final String BASE = Paths.BASE;

    private static final long MAX_BODY_BYTES = 1024 * 1024;

    private static final String NO_ROUTE = "none";

    private HttpApi() {}

    /**
     * What the API is made of.
     *
     * @param publicKeys those that verify our access tokens, as a JSON Web Key Set
     * @param secret signs list cursors and device cookies
     * @param authAttempts how many wrong passwords for an account cost nothing; ten times that for an address, for registering
     *     there in an hour, and for adding members in an hour; a hundred times that for bad tokens or keys from an address in a minute
     * @param proxies whose word on a caller's address counts
     */
    public record Parts(
            Accounts accounts,
            Workspaces workspaces,
            Members members,
            Artifacts artifacts,
            Sessions sessions,
            Recovery recovery,
            Invitations invitations,
            ApiKeys apiKeys,
            AccessTokens tokens,
            String publicKeys,
            SecretKey secret,
            SystemStatus system,
            RequestObserver observer,
            Clock clock,
            int authAttempts,
            TrustedProxies proxies) {}

    /** A log-in that everybody may have, since it is that of a demo. */
    public record DemoLogIn(String email, String password) {}

    /** The same without a demo. */
    public static Javalin create(Parts parts, String host, int port, boolean withManagement) {
        return create(parts, host, port, withManagement, Optional.empty());
    }

    /**
     * A server, not yet started, of the whole API.
     *
     * @param withManagement whether detailed health and metrics are answered here too, and not on a port of their own
     * @param demo what the page at /docs fills in
     */
    public static Javalin create(Parts parts, String host, int port, boolean withManagement, Optional<DemoLogIn> demo) {
        return Javalin.create(config -> {
            configure(config, host, port);
            config.requestLogger.http((context, millis) -> observe(parts.observer(), context, millis));
            RoutesConfig routes = config.routes;
            CallerAddress addresses = new CallerAddress(parts.proxies());
            Authentication authentication = new Authentication(
                    parts.tokens(), parts.apiKeys(), addresses, parts.clock(), 100 * parts.authAttempts());
            // Javalin tries them in this order, so what is asked most comes first; and before the routes of a single
            // artifact those of many, as its id would match "export" too.
            new ArtifactTransfer(parts.artifacts(), authentication).addTo(routes);
            new ArtifactRoutes(
                            parts.artifacts(),
                            authentication,
                            new Cursors(parts.secret().derive("cursors")))
                    .addTo(routes);
            new WorkspaceRoutes(parts.workspaces(), authentication).addTo(routes);
            AdditionLimit limit = new AdditionLimit(parts.members(), parts.clock(), 10 * parts.authAttempts());
            new MemberRoutes(parts.members(), authentication, limit).addTo(routes);
            new InvitationRoutes(parts.invitations(), authentication, limit).addTo(routes);
            new ApiKeyRoutes(parts.apiKeys(), authentication).addTo(routes);
            new AccountRoutes(
                            parts.accounts(),
                            parts.recovery(),
                            parts.workspaces(),
                            authentication,
                            addresses,
                            new AccountRoutes.Limits(parts.secret(), parts.clock(), parts.authAttempts()))
                    .addTo(routes);
            new AcceptanceRoutes(parts.invitations(), authentication, addresses, parts.clock(), parts.authAttempts())
                    .addTo(routes);
            new SessionRoutes(parts.sessions(), authentication).addTo(routes);
            new PublicKeyRoutes(parts.publicKeys()).addTo(routes);
            new PasswordRoutes(
                            parts.accounts(),
                            parts.recovery(),
                            authentication,
                            addresses,
                            parts.clock(),
                            parts.authAttempts())
                    .addTo(routes);
            new SystemRoutes(parts.system()).addTo(routes, withManagement);
            new DocumentationRoutes(demo.map(logIn -> Map.of("email", logIn.email(), "password", logIn.password()))
                            .orElse(Map.of()))
                    .addTo(routes);
        });
    }

    /** A server, not yet started, of health and metrics alone. */
    public static Javalin createManagement(SystemStatus system, String host, int port) {
        return Javalin.create(config -> {
            configure(config, host, port);
            new SystemRoutes(system).addTo(config.routes, true);
        });
    }

    private static void observe(RequestObserver observer, Context context, float millis) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        observer.observed(
                context.method().name(),
                endpoint == null ? NO_ROUTE : endpoint.path,
                context.statusCode(),
                Duration.ofNanos((long) (millis * 1_000_000)));
        LogContext.end();
    }

    private static void configure(JavalinConfig config, String host, int port) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        JettyServer.configure(config.jetty, host, port);
        config.router.javaLangErrorHandler(Problems::fatal);
        config.jsonMapper(new JavalinJackson3(Json.MAPPER, true));
        config.routes.before(HttpApi::receive);
        config.routes.after(HttpApi::withoutTypeOfNothing);
        new Problems().addTo(config.routes);
    }

    /** One handler, as Javalin looks for the path of each. */
    private static void receive(Context context) {
        RequestId.assign(context);
        LogContext.begin(context);
        guard(context);
        PercentEncoding.require(context);
        if (context.path().startsWith(BASE + "/")) {
            Negotiation.requireAcceptable(context);
        }
    }

    /**
     * JSON is never to be taken for a page, be shown inside one, or be kept by a cache; and a cache must not mix up who asked
     * for compression. What everybody may see says otherwise for itself.
     */
    private static void guard(Context context) {
        context.header("X-Content-Type-Options", "nosniff")
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer");
    }

    private static void withoutTypeOfNothing(Context context) {
        int status = context.statusCode();
        boolean isDoneLater = status == 202 && context.resultInputStream() == null;
        if (status == 204 || status == 304 || isDoneLater) {
            context.res().setContentType(null);
        }
    }
}
