package io.ghostworks.api.account;

import io.ghostworks.Accounts;
import io.ghostworks.Recovery;
import io.ghostworks.Workspaces;
import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.Tokens;
import io.ghostworks.account.UserAgent;
import io.ghostworks.api.web.AttemptLimit;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.CallerAddress;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.error.Unauthenticated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Registering, logging in and out. */
public final class AccountRoutes {

    private static final String AUTH = Paths.BASE + "/auth";
    private final Accounts accounts;
    private final Recovery recovery;
    private final Workspaces workspaces;
    private final Authentication authentication;
    private final CallerAddress addresses;
    private final LogInLimit limit;
    /** Separate limits, so that busy neighbours at one address keep nobody there from logging in. */
    private final AttemptLimit registrations;

    private final AttemptLimit resent;
    private final PresentedTokens refreshTokens;
    private final PresentedTokens verifications;

    public AccountRoutes(
            Accounts accounts,
            Recovery recovery,
            Workspaces workspaces,
            Authentication authentication,
            CallerAddress addresses,
            Limits limits) {
        this.accounts = accounts;
        this.recovery = recovery;
        this.workspaces = workspaces;
        this.authentication = authentication;
        this.addresses = addresses;
        this.limit = new LogInLimit(limits.secret(), limits.clock(), limits.failures());
        this.registrations = new AttemptLimit(limits.clock(), 10 * limits.failures(), Duration.ofHours(1));
        this.resent = new AttemptLimit(limits.clock(), limits.failures(), Duration.ofHours(1));
        this.refreshTokens = new PresentedTokens(addresses, limits.clock(), limits.failures());
        this.verifications = new PresentedTokens(addresses, limits.clock(), limits.failures());
    }

    /**
     * How guessing is slowed down.
     *
     * @param secret signs device cookies
     * @param failures how many wrong passwords cost nothing, for one account; ten times that for one address, and as many
     *     people may register there in an hour; a hundred times that is how many tokens that are not good one address may present
     *     in a minute
     */
    public record Limits(SecretKey secret, Clock clock, int failures) {}

    public void addTo(RoutesConfig routes) {
        routes.post(AUTH + "/register", this::register);
        routes.post(AUTH + "/login", this::logIn);
        routes.post(AUTH + "/refresh", this::refresh);
        routes.post(AUTH + "/logout", this::logOut);
        routes.post(AUTH + "/verify-email", this::verifyEmail);
        routes.post(AUTH + "/verify-email/resend", authentication.session(this::resend));
        routes.get(AUTH + "/me", authentication.session(this::me));
    }

    private void register(Context context) {
        registrations.attempt(addresses.of(context));
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
        Optional<String> cookie = Optional.ofNullable(context.cookie(DeviceCookie.NAME));
        LogInLimit.Attempt attempt = limit.logIn(email, addresses.of(context), cookie);
        Tokens tokens = tried(
                attempt,
                () -> accounts.logIn(email, credentials.getLast(), UserAgent.of(context.header("User-Agent"))));
        attempt.succeed().ifPresent(device -> context.cookie(deviceCookie(device)));
        answer(context, tokens);
    }

    private void refresh(Context context) {
        RefreshToken spent = token(context);
        answer(context, refreshTokens.get(context, () -> accounts.refresh(spent)));
    }

    private void logOut(Context context) {
        accounts.logOut(token(context));
        context.status(204);
    }

    private void verifyEmail(Context context) {
        String token = JsonBody.of(context, "token").requiredTexts("token").getFirst();
        verifications.run(context, () -> recovery.verifyEmail(token));
        context.status(204);
    }

    private void resend(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        resent.attempt(caller.user().toString());
        recovery.requestVerification(caller);
        context.status(202);
    }

    private void me(Context context, Caller.Session caller) {
        QueryParameters.none(context);
        context.json(UserView.of(accounts.me(caller)).with(workspaces.list(caller)));
    }

    /** An outage of ours does not count as a wrong guess. */
    private static Tokens tried(LogInLimit.Attempt attempt, Supplier<Tokens> guess) {
        try {
            return guess.get();
        } catch (Unauthenticated wrong) {
            throw wrong;
        } catch (RuntimeException | Error notTold) {
            attempt.excuse();
            throw notTold;
        }
    }

    /** For the log-in alone, out of reach of scripts and other sites. Browsers send it over TLS, and to localhost. */
    private static Cookie deviceCookie(String value) {
        Cookie cookie = new Cookie(DeviceCookie.NAME, value);
        cookie.setPath(AUTH + "/login");
        cookie.setMaxAge((int) DeviceCookie.LIFETIME.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }

    private static RefreshToken token(Context context) {
        JsonBody body = JsonBody.of(context, "refresh_token");
        return new RefreshToken(body.requiredTexts("refresh_token").getFirst());
    }

    private static void answer(Context context, Tokens tokens) {
        context.json(new TokensView(
                tokens.accessToken(),
                tokens.refreshToken().value(),
                "bearer",
                tokens.expiresIn().toSeconds()));
    }

    /** @param expiresIn seconds */
    private record TokensView(String accessToken, String refreshToken, String tokenType, long expiresIn) {}
}
