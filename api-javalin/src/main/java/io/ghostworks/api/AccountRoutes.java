package io.ghostworks.api;

import io.ghostworks.Accounts;
import io.ghostworks.Workspaces;
import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.Tokens;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/** Registering, logging in and out. */
final class AccountRoutes {

    private static final String AUTH = HttpApi.BASE + "/auth";
    /** One address may serve many users. */
    private static final int USERS_OF_AN_ADDRESS = 10;

    private final Accounts accounts;
    private final Workspaces workspaces;
    private final Authentication authentication;
    private final AttemptLimit ofUser;
    private final AttemptLimit ofAddress;

    AccountRoutes(HttpApi.Parts parts, Authentication authentication) {
        this.accounts = parts.accounts();
        this.workspaces = parts.workspaces();
        this.authentication = authentication;
        this.ofUser = new AttemptLimit(parts.clock(), parts.authAttemptsPerMinute());
        this.ofAddress = new AttemptLimit(parts.clock(), USERS_OF_AN_ADDRESS * parts.authAttemptsPerMinute());
    }

    void addTo(RoutesConfig routes) {
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
