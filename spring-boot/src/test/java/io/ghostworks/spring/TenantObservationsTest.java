package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TenantObservationsTest {

    private static final String NAME = "http.server.requests";

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<String> seen = new ArrayList<>();
    private Optional<Scope> current = Optional.empty();

    TenantObservationsTest() {
        registry.observationConfig()
                .observationFilter(
                        new TenantObservations(new GhostworksProperties.Observation(Set.of(NAME), 2), () -> current))
                .observationHandler(new Seeing());
    }

    @Test
    void saysTheTenantOfTheScopeAndThatThereIsNone() {
        Scope acme = scope();

        observe(NAME, null);
        current = Optional.of(acme);
        observe(NAME, null);

        assertThat(seen).containsExactly("none", acme.tenant().value().toString());
    }

    /** The observation of a request is around the filter that knows its tenant. */
    @Test
    void saysTheTenantThatARequestWasIn() {
        Scope acme = scope();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(TenantFilter.SCOPE, acme);

        observe(NAME, new ServerRequestObservationContext(request, new MockHttpServletResponse()));

        assertThat(seen).containsExactly(acme.tenant().value().toString());
    }

    @Test
    void namesNoMoreTenantsThanItMay() {
        List<Scope> scopes = List.of(scope(), scope(), scope(), scope());
        for (Scope scope : scopes) {
            current = Optional.of(scope);
            observe(NAME, null);
        }
        current = Optional.of(scopes.getFirst());
        observe(NAME, null);

        assertThat(seen)
                .containsExactly(
                        scopes.get(0).tenant().value().toString(),
                        scopes.get(1).tenant().value().toString(),
                        "other",
                        "other",
                        scopes.get(0).tenant().value().toString());
    }

    @Test
    void leavesOtherObservationsAsTheyAre() {
        current = Optional.of(scope());

        observe("tasks.scheduled.execution", null);

        assertThat(seen).containsExactly("no such key");
    }

    private void observe(String name, Observation.@Nullable Context context) {
        Observation.createNotStarted(name, () -> context == null ? new Observation.Context() : context, registry)
                .observe(() -> {});
    }

    private static Scope scope() {
        return new Scope(new TenantId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
    }

    private final class Seeing implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            KeyValue tenant = context.getLowCardinalityKeyValue("tenant");
            seen.add(tenant == null ? "no such key" : tenant.getValue());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
