package io.ghostworks.spring;

import io.ghostworks.spring.GhostworksProperties.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The places in which a request may name its tenant. */
final class TenantNames {

    private static final String VARIABLE = "tenant";

    private TenantNames() {}

    static TenantName inHeader(Tenant settings) {
        return request -> Optional.ofNullable(request.getHeader(settings.header()));
    }

    /** @throws MisconfiguredGhostworks if it is not said what comes after the sub-domain */
    static TenantName inHost(Tenant settings) {
        String domain = settings.domain();
        if (domain == null || domain.isBlank()) {
            throw new MisconfiguredGhostworks(
                    "ghostworks.tenant.from is subdomain, and ghostworks.tenant.domain is missing",
                    "Set it to what comes after the sub-domain, such as example.com.");
        }
        String suffix = "." + domain.toLowerCase(Locale.ROOT);
        return request -> {
            String host = request.getServerName().toLowerCase(Locale.ROOT);
            return host.endsWith(suffix)
                    ? Optional.of(host.substring(0, host.length() - suffix.length()))
                    : Optional.empty();
        };
    }

    /** @throws MisconfiguredGhostworks if the pattern has no such variable */
    static TenantName inPath(Tenant settings) {
        if (!settings.path().contains("{" + VARIABLE + "}")) {
            throw new MisconfiguredGhostworks(
                    "ghostworks.tenant.path has no variable {tenant}: " + settings.path(),
                    "Write a pattern such as /t/{tenant}/**.");
        }
        PathPattern pattern = new PathPatternParser().parse(settings.path());
        return request -> Optional.ofNullable(pattern.matchAndExtract(PathContainer.parsePath(path(request))))
                .map(match -> match.getUriVariables().get(VARIABLE));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
