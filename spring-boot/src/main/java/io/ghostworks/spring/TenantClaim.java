package io.ghostworks.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** The tenant in a claim of the token that Spring Security has verified. */
record TenantClaim(String claim) implements TenantName {

    @Override
    public Optional<String> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof AbstractOAuth2TokenAuthenticationToken<?> token
                        && token.getTokenAttributes().get(claim) instanceof String tenant
                ? Optional.of(tenant)
                : Optional.empty();
    }
}
