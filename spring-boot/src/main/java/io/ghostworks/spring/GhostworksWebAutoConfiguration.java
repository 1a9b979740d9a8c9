package io.ghostworks.spring;

import io.ghostworks.account.UserId;
import io.ghostworks.spring.GhostworksProperties.Tenant;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDirectory;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/** A web request in the tenant that it names. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class)
@ConditionalOnClass({Filter.class, OncePerRequestFilter.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({Tenancy.class, TenantDirectory.class})
public class GhostworksWebAutoConfiguration {

    /** After Spring Security's, whose place is -100: the principal is known then. */
    private static final int AFTER_SECURITY = -50;

    private static final String TOKENS =
            "org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken";

    @Bean
    @ConditionalOnMissingBean
    ActingUser ghostworksActingUser() {
        return GhostworksWebAutoConfiguration::principal;
    }

    /** Anyone else's name is nobody's id. */
    private static Optional<UserId> principal(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        try {
            return principal == null ? Optional.empty() : Optional.of(new UserId(UUID.fromString(principal.getName())));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    @Bean
    @ConditionalOnMissingBean
    TenantName ghostworksTenantName(GhostworksProperties properties) {
        Tenant settings = properties.tenant();
        return switch (settings.from()) {
            case HEADER -> TenantNames.inHeader(settings);
            case SUBDOMAIN -> TenantNames.inHost(settings);
            case PATH -> TenantNames.inPath(settings);
            case CLAIM -> inClaim(settings);
            case null -> request -> Optional.empty();
        };
    }

    private static TenantName inClaim(Tenant settings) {
        if (!ClassUtils.isPresent(TOKENS, null)) {
            throw new MisconfiguredGhostworks(
                    "ghostworks.tenant.from is claim, and Spring Security's resource server is not on the class path",
                    "Add spring-boot-starter-security-oauth2-resource-server.");
        }
        return new TenantClaim(settings.claim());
    }

    @Bean
    FilterRegistrationBean<TenantFilter> ghostworksTenantFilter(
            Tenancy tenancy, TenantDirectory directory, TenantName name, ActingUser user) {
        FilterRegistrationBean<TenantFilter> filter =
                new FilterRegistrationBean<>(new TenantFilter(tenancy, directory, name, user));
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }
}
