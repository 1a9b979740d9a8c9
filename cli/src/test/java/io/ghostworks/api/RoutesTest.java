package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.Accounts;
import io.ghostworks.ApiKeys;
import io.ghostworks.Artifacts;
import io.ghostworks.Invitations;
import io.ghostworks.Members;
import io.ghostworks.Recovery;
import io.ghostworks.Sessions;
import io.ghostworks.TimeAndIds;
import io.ghostworks.Workspaces;
import io.ghostworks.api.management.SystemStatus;
import io.ghostworks.api.web.TrustedProxies;
import io.ghostworks.crypto.Argon2Passwords;
import io.ghostworks.crypto.JwtAccessTokens;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import io.javalin.Javalin;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document says what the server does: the same calls, no more and no fewer. */
class RoutesTest {

    /** What the page of the documentation is made of. */
    private static final Set<String> PARTS_OF_THE_PAGE = Set.of("GET /", "GET /docs/demo.json", "GET /docs/{}");

    @Test
    void documentsEveryRouteAndNoOther() {
        Set<String> routes = routes(api(true));
        assertThat(routes).hasSizeGreaterThan(25).containsAll(PARTS_OF_THE_PAGE);
        routes.removeAll(PARTS_OF_THE_PAGE);

        assertThat(routes).containsExactlyElementsOf(OpenApi.shared().operations());
    }

    @Test
    void keepsDetailsOfThePortOfEverybodyWhereManagementHasItsOwn() {
        assertThat(routes(api(false))).contains("GET /health").doesNotContain("GET /metrics", "GET /health/detailed");
        assertThat(routes(HttpApi.createManagement(new Quiet(), "127.0.0.1", 0)))
                .containsExactly("GET /health", "GET /health/detailed", "GET /health/ready", "GET /metrics");
    }

    private static Set<String> routes(Javalin javalin) {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(handler -> handler.endpoint.method.isHttpMethod())
                .map(handler -> handler.endpoint.method.name() + " " + OpenApi.nameless(handler.endpoint.path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Javalin api(boolean withManagement) {
        InMemoryGhostworks memory = new InMemoryGhostworks();
        TimeAndIds timeAndIds = new TimeAndIds(Clock.systemUTC(), new SecureRandom());
        SecretKey secret = SecretKey.random();
        JwtAccessTokens tokens = new JwtAccessTokens(secret);
        HttpApi.Parts parts = new HttpApi.Parts(
                new Accounts(memory.accounts(), new Argon2Passwords(), tokens, timeAndIds, () -> {}),
                new Workspaces(memory.directory(), memory.accounts(), memory.tenancy(), timeAndIds),
                new Members(memory.tenancy(), timeAndIds),
                new Artifacts(memory.tenancy(), timeAndIds),
                new Sessions(memory.accounts()),
                new Recovery(memory.recovery(), memory.accounts(), new Argon2Passwords(), tokens, timeAndIds, () -> {}),
                new Invitations(memory.tenancy(), memory.acceptances(), new Argon2Passwords(), timeAndIds, () -> {}),
                new ApiKeys(memory.tenancy(), memory.apiKeys(), timeAndIds),
                tokens,
                tokens.publicKeys(),
                secret,
                new Quiet(),
                (method, route, status, time) -> {},
                Clock.systemUTC(),
                10,
                TrustedProxies.NONE);
        return HttpApi.create(parts, "127.0.0.1", 0, withManagement);
    }

    private record Quiet() implements SystemStatus {

        @Override
        public String version() {
            return "0";
        }

        @Override
        public Duration uptime() {
            return Duration.ZERO;
        }

        @Override
        public DatabaseStatus database() {
            return new DatabaseStatus("healthy", 0, null, null, null, null, null, null, List.of(), null);
        }

        @Override
        public String metrics() {
            return "";
        }
    }
}
