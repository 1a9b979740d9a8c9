package io.ghostworks.spring;

import io.ghostworks.spring.GhostworksProperties.Observation;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.transport.ReceiverContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.util.ClassUtils;

/**
 * Says the tenant with observations, by its id: {@code none} outside of any, and {@code other} once so many tenants were named as
 * may be, because each value is a time series that somebody has to keep. Safe for all threads.
 */
final class TenantObservations implements ObservationFilter {

    static final String KEY = "tenant";

    private static final boolean HAS_SERVLETS =
            ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", TenantObservations.class.getClassLoader());

    private final Observation settings;
    private final Supplier<Optional<Scope>> current;
    private final Set<TenantId> named = new HashSet<>();

    TenantObservations(Observation settings, Supplier<Optional<Scope>> current) {
        this.settings = settings;
        this.current = current;
    }

    @Override
    public Context map(Context context) {
        if (settings.names().contains(String.valueOf(context.getName()))
                && context.getLowCardinalityKeyValue(KEY) == null) {
            context.addLowCardinalityKeyValue(KeyValue.of(KEY, value(context)));
        }
        return context;
    }

    private String value(Context context) {
        return ofRequest(context)
                .or(current)
                .map(scope -> isNamed(scope.tenant()) ? scope.tenant().value().toString() : "other")
                .orElse("none");
    }

    /** The observation of a request ends when the request is in its tenant no more. */
    private static Optional<Scope> ofRequest(Context context) {
        return HAS_SERVLETS && context instanceof ReceiverContext<?> received
                ? OfServlet.scope(received)
                : Optional.empty();
    }

    private synchronized boolean isNamed(TenantId tenant) {
        return named.contains(tenant) || (named.size() < settings.tenants() && named.add(tenant));
    }

    /** Loaded where there are servlets. */
    private static final class OfServlet {

        private OfServlet() {}

        static Optional<Scope> scope(ReceiverContext<?> received) {
            return received.getCarrier() instanceof HttpServletRequest request
                            && request.getAttribute(TenantFilter.SCOPE) instanceof Scope scope
                    ? Optional.of(scope)
                    : Optional.empty();
        }
    }
}
