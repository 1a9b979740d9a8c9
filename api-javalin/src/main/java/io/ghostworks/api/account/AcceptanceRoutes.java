package io.ghostworks.api.account;

import io.ghostworks.Invitations;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Newcomer;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.CallerAddress;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.Paths;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.Joined;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Accepting an invitation, with an account or with a new one. */
public final class AcceptanceRoutes {

    private final Invitations invitations;
    private final Authentication authentication;
    private final PresentedTokens tokens;

    /** @param failures a hundred times as many bad tokens may come from one address in a minute */
    public AcceptanceRoutes(
            Invitations invitations,
            Authentication authentication,
            CallerAddress addresses,
            Clock clock,
            int failures) {
        this.invitations = invitations;
        this.authentication = authentication;
        this.tokens = new PresentedTokens(addresses, clock, failures);
    }

    public void addTo(RoutesConfig routes) {
        routes.post(Paths.BASE + "/auth/invitations/accept", authentication.optionally(this::accept));
    }

    /** A password makes an account; without one somebody must be logged in. */
    private void accept(Context context, Optional<Caller.Session> caller) {
        JsonBody body = JsonBody.of(context, "token", "password", "first_name", "last_name");
        Joined joined = body.has("password") || body.has("first_name") || body.has("last_name")
                ? anew(context, body)
                : asCaller(context, body, caller);
        context.json(Map.of(
                "workspace",
                new UserView.WorkspaceName(
                        joined.tenant().value(),
                        joined.name(),
                        joined.slug().value(),
                        joined.role().text())));
    }

    private Joined anew(Context context, JsonBody body) {
        String password = body.text("password");
        String firstName = body.text("first_name");
        String lastName = body.text("last_name");
        String token = body.requiredTexts("token").getFirst();
        Newcomer newcomer = body.to(() -> Newcomer.of(password, firstName, lastName));
        return tokens.get(context, () -> invitations.accept(newcomer, token));
    }

    private Joined asCaller(Context context, JsonBody body, Optional<Caller.Session> caller) {
        Caller.Session signedIn = caller.orElseThrow(Unauthenticated::token);
        String token = body.requiredTexts("token").getFirst();
        return tokens.get(context, () -> invitations.accept(signedIn, token));
    }
}
