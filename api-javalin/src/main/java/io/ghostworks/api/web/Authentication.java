package io.ghostworks.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostworks.ApiKeys;
import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.account.Caller;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenant.TenantId;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bearer token (RFC 6750): an access token, or an API key. Whether its user and session, or the key, are still in force,
 * the use cases ask the database.
 */
public final class Authentication {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    private static final String SCHEME = "bearer ";
    /** Of how many keys it is known that their use was noted a moment ago. */
    private static final int NOTED_KEYS = 10_000;

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final CallerAddress addresses;
    private final AttemptLimit badKeys;
    private final Clock clock;
    /** The database takes one note a minute; this spares it the others. */
    private final Cache<Use, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(NOTED_KEYS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /** @param badKeysPerMinute how many keys that are not in force may come from one address in a minute */
    public Authentication(
            AccessTokens tokens, ApiKeys keys, CallerAddress addresses, Clock clock, int badKeysPerMinute) {
        this.tokens = tokens;
        this.keys = keys;
        this.addresses = addresses;
        this.clock = clock;
        this.badKeys = new AttemptLimit(clock, badKeysPerMinute, Duration.ofMinutes(1));
    }

    private record Use(ApiKeyId key, TenantId tenant) {}

    /** A handler of a path in a workspace, for whoever has an access token or an API key; all others get 401. */
    public Handler inWorkspace(SignedIn handler) {
        return context -> {
            String token = token(context);
            if (!token.startsWith(ApiKeyToken.BEGINNING)) {
                handler.handle(context, session(token));
                return;
            }
            Caller.ApiKey key =
                    ApiKeyToken.parse(token).map(ApiKeyToken::caller).orElseThrow(Unauthenticated::token);
            LogContext.user(key.user());
            counted(context, () -> handler.handle(context, key));
            note(key, PathParameters.workspace(context));
        };
    }

    /** Nobody guesses 256 bits; this bounds what the database is asked by those who have no key in force. */
    private void counted(Context context, Runnable answer) {
        String address = addresses.of(context);
        badKeys.requireUnspent(address);
        try {
            answer.run();
        } catch (Unauthenticated refused) {
            badKeys.count(address);
            throw refused;
        }
    }

    /** A handler for whoever has the access token of a session; all others get 401, programs with an API key too. */
    public Handler session(InSession handler) {
        return context -> handler.handle(context, session(token(context)));
    }

    /** A handler for whoever has the access token of a session, and for those who come without any; a bad one gets 401. */
    public Handler optionally(InSessionOrNot handler) {
        return context -> handler.handle(
                context,
                context.header("Authorization") == null ? Optional.empty() : Optional.of(session(token(context))));
    }

    private static String token(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Unauthenticated.token();
        }
        return header.substring(SCHEME.length()).strip();
    }

    private Caller.Session session(String token) {
        Caller.Session caller = tokens.read(token, clock.instant()).orElseThrow(Unauthenticated::token);
        LogContext.user(caller.user());
        return caller;
    }

    /** After the answer is made, so that it does not depend on this. */
    private void note(Caller.ApiKey key, TenantId tenant) {
        Use use = new Use(key.key(), tenant);
        if (noted.asMap().putIfAbsent(use, Boolean.TRUE) != null) {
            return;
        }
        try {
            keys.noteUse(key, tenant);
        } catch (Unavailable outage) {
            noted.invalidate(use);
            LOG.debug("The use of an API key is not noted", outage);
        }
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
