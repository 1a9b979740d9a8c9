package io.ghostworks.api.web;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.error.Unauthenticated;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Reads the bearer token (RFC 6750). Whether its user and session are still in force, the use cases ask the database. */
public final class Authentication {

    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final Clock clock;

    public Authentication(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A handler for whoever has a token; all others get 401. */
    public Handler required(SignedIn handler) {
        return context -> handler.handle(context, caller(context));
    }

    /** A handler for whoever has the access token of a session; all others get 401. */
    public Handler session(InSession handler) {
        return context -> handler.handle(context, caller(context));
    }

    /** A handler for whoever has the access token of a session, and for those who come without any; a bad one gets 401. */
    public Handler optionally(InSessionOrNot handler) {
        return context -> handler.handle(
                context, context.header("Authorization") == null ? Optional.empty() : Optional.of(caller(context)));
    }

    private Caller.Session caller(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Unauthenticated.token();
        }
        String token = header.substring(SCHEME.length()).strip();
        Caller.Session caller = tokens.read(token, clock.instant()).orElseThrow(Unauthenticated::token);
        LogContext.user(caller.user());
        return caller;
    }

    /** What to do for a caller. */
    @FunctionalInterface
    public interface SignedIn {

        void handle(Context context, Caller caller);
    }

    /** What to do for a user who may have logged in. */
    @FunctionalInterface
    public interface InSessionOrNot {
        void handle(Context context, Optional<Caller.Session> caller);
    }

    /** What to do for a user who logged in. */
    @FunctionalInterface
    public interface InSession {
        void handle(Context context, Caller.Session caller);
    }
}
