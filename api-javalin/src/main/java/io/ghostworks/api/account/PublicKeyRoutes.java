package io.ghostworks.api.account;

import io.ghostworks.api.web.QueryParameters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The public keys of our access tokens, for whoever wants to verify one without asking us. */
public final class PublicKeyRoutes {

    private final String keys;

    /** @param keys a JSON Web Key Set (RFC 7517, section 5) */
    public PublicKeyRoutes(String keys) {
        this.keys = keys;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/.well-known/jwks.json", this::get);
    }

    /** The same for everybody, so a cache may keep it for a while. */
    private void get(Context context) {
        QueryParameters.none(context);
        context.header("Cache-Control", "public, max-age=300")
                .contentType("application/jwk-set+json")
                .result(keys);
    }
}
