package io.ghostworks.spring;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.Workspace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts a request into the scope of the tenant that it names, if the user is an active member of it. Answers 401 where nobody is
 * authenticated, 404 for anyone who is no member, as for a tenant that does not exist, and 403 for a tenant that is switched off. A
 * request that names no tenant goes on in no scope, where every statement of a tenant is refused.
 */
public final class TenantFilter extends OncePerRequestFilter {

    /** The attribute that says the scope of a request, once it is in one, to who is outside of it: what observes it, for instance. */
    static final String SCOPE = TenantFilter.class.getName() + ".SCOPE";

    private final Tenancy tenancy;
    private final TenantDirectory directory;
    private final TenantName name;
    private final ActingUser user;

    TenantFilter(Tenancy tenancy, TenantDirectory directory, TenantName name, ActingUser user) {
        this.tenancy = tenancy;
        this.directory = directory;
        this.name = name;
        this.user = user;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> named = name.of(request);
        if (named.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<UserId> acting = user.of(request);
        if (acting.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        Optional<Tenant> tenant = directory.list(acting.get()).stream()
                .map(Workspace::tenant)
                .filter(own -> isNamed(own, named.get()))
                .findFirst();
        if (tenant.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!tenant.get().isActive()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            Scope scope = new Scope(tenant.get().id(), acting.get());
            request.setAttribute(SCOPE, scope);
            within(scope, () -> chain.doFilter(request, response));
        }
    }

    private static boolean isNamed(Tenant tenant, String name) {
        return tenant.slug().value().equals(name)
                || tenant.id().value().toString().equals(name);
    }

    private interface Rest {

        void run() throws ServletException, IOException;
    }

    private void within(Scope scope, Rest rest) throws ServletException, IOException {
        try {
            tenancy.within(scope, () -> {
                try {
                    rest.run();
                    return Boolean.TRUE;
                } catch (ServletException | IOException e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried carried) {
            if (carried.getCause() instanceof IOException e) {
                throw e;
            }
            throw (ServletException) carried.getCause();
        }
    }

    /** Brings a checked exception through a function. */
    private static final class Carried extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Carried(Exception cause) {
            super(cause);
        }
    }
}
