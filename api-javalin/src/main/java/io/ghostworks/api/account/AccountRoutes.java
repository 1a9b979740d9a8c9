package io.ghostworks.api.account;

import io.ghostworks.Accounts;
import io.ghostworks.Workspaces;
import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.Tokens;
import io.ghostworks.api.web.AttemptLimit;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Registering, logging in and out. */
public final class AccountRoutes {

    private static final String AUTH = Paths.BASE + "/auth";
    /** One address may serve many users. */
    private static final int USERS_OF_AN_ADDRESS = 10;

    private final Accounts accounts;
    private final Workspaces workspaces;
    private final Authentication authentication;
    private final AttemptLimit ofUser;
    private final AttemptLimit ofAddress;

    /** @param attemptsPerMinute how often one address may try to log in as one user, and ten times that in all */
    public AccountRoutes(
            Accounts accounts,
            Workspaces workspaces,
            Authentication authentication,
            Clock clock,
            int attemptsPerMinute) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.authentication = authentication;
        this.ofUser = new AttemptLimit(clock, attemptsPerMinute);
        this.ofAddress = new AttemptLimit(clock, USERS_OF_AN_ADDRESS * attemptsPerMinute);
    }

    public void addTo(RoutesConfig routes) {
        routes.post(AUTH + "/register", this::register);
        routes.post(AUTH + "/login", this::logIn);
        routes.post(AUTH + "/refresh", this::refresh);
        routes.post(AUTH + "/logout", this::logOut);
        routes.post(AUTH + "/verify-email", this::verifyEmail);
        routes.get(AUTH + "/me", authentication.required(this::me));
    }

    private void register(Context context) {
        ofAddress.attempt(context.ip());
        JsonBody body = JsonBody.of(context, "email", "password", "first_name", "last_name");
        String email = body.text("email");
        String password = body.text("password");
        String firstName = body.text("first_name");
        String lastName = body.text("last_name");
        Registration registration = body.to(() -> Registration.of(email, password, firstName, lastName));
        context.status(201).json(UserView.of(accounts.register(registration)));
    }

    private void logIn(Context context) {
        JsonBody body = JsonBody.of(context, "email", "password");
        List<String> credentials = body.requiredTexts("email", "password");
        String email = credentials.getFirst();
        ofAddress.attempt(context.ip());
        ofUser.attempt(context.ip() + " " + email.toLowerCase(Locale.ROOT));
        answer(context, accounts.logIn(email, credentials.getLast()));
    }

    private void refresh(Context context) {
        ofAddress.attempt(context.ip());
        answer(context, accounts.refresh(token(context)));
    }

    private void logOut(Context context) {
        accounts.logOut(token(context));
        context.status(204);
    }

    private void verifyEmail(Context context) {
        ofAddress.attempt(context.ip());
        JsonBody body = JsonBody.of(context, "token");
        accounts.verifyEmail(body.requiredTexts("token").getFirst());
        context.status(204);
    }

    private void me(Context context, Caller caller) {
        QueryParameters.none(context);
        context.json(UserView.of(accounts.me(caller)).with(workspaces.list(caller)));
    }

    private static RefreshToken token(Context context) {
        JsonBody body = JsonBody.of(context, "refresh_token");
        return new RefreshToken(body.requiredTexts("refresh_token").getFirst());
    }

    /** No cache on the way may keep tokens (RFC 6749, section 5.1). */
    private static void answer(Context context, Tokens tokens) {
        context.header("Cache-Control", "no-store").json(view(tokens));
    }

    private static TokensView view(Tokens tokens) {
        return new TokensView(
                tokens.accessToken(),
                tokens.refreshToken().value(),
                "bearer",
                tokens.expiresIn().toSeconds());
    }

    /** @param expiresIn seconds */
    private record TokensView(String accessToken, String refreshToken, String tokenType, long expiresIn) {}
}
