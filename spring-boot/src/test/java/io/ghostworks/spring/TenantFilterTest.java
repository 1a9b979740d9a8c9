package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.Onboarding;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.spring.GhostworksProperties.From;
import io.ghostworks.spring.GhostworksProperties.Tenant;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;

class TenantFilterTest {

    private static final Tenant SETTINGS = new Tenant(null, "X-Tenant", "example.com", "/t/{tenant}/**", "tenant");

    private final InMemoryGhostworks memory = new InMemoryGhostworks();
    private final Onboarding onboarding = new Onboarding(memory.accounts(), memory.directory(), TimeAndIds.system());
    private final UserId ada = onboarding.addUser(new Email("ada@example.com")).id();
    private final io.ghostworks.tenant.Tenant acme = onboarding.addTenant(TenantDraft.named("Acme"), ada);

    @Test
    void letsAMemberIntoTheTenantByItsIdAndByItsSlug() throws Exception {
        for (String name : new String[] {acme.id().value().toString(), "acme"}) {
            assertThat(status(TenantNames.inHeader(SETTINGS), request("/", name), ada))
                    .isEqualTo(200);
        }
    }

    @Test
    void findsTheTenantInHeaderHostAndPath() throws Exception {
        MockHttpServletRequest byHost = request("/", null);
        byHost.setServerName("ACME.example.com");
        MockHttpServletRequest byPath = request("/t/acme/invoices", null);

        assertThat(TenantNames.inHeader(SETTINGS).of(request("/", "acme"))).contains("acme");
        assertThat(TenantNames.inHost(SETTINGS).of(byHost)).contains("acme");
        assertThat(TenantNames.inPath(SETTINGS).of(byPath)).contains("acme");
        assertThat(TenantNames.inHeader(SETTINGS).of(byPath)).isEmpty();
        assertThat(TenantNames.inHost(SETTINGS).of(byPath)).isEmpty();
        assertThat(TenantNames.inPath(SETTINGS).of(byHost)).isEmpty();
    }

    @Test
    void answersAStrangerAsItAnswersForATenantThatDoesNotExist() throws Exception {
        UserId stranger = onboarding.addUser(new Email("eve@example.com")).id();

        assertThat(status(TenantNames.inHeader(SETTINGS), request("/", "acme"), stranger))
                .isEqualTo(404);
        assertThat(status(TenantNames.inHeader(SETTINGS), request("/", "nowhere"), ada))
                .isEqualTo(404);
        assertThat(status(
                        TenantNames.inHeader(SETTINGS),
                        request("/", UUID.randomUUID().toString()),
                        ada))
                .isEqualTo(404);
    }

    /** Wherever the name comes from, it is but a name. */
    @ParameterizedTest
    @EnumSource
    void asksForMembershipWhereverTheTenantIsNamed(From from) throws Exception {
        UserId stranger = onboarding.addUser(new Email("mallory@example.com")).id();
        TenantName name = switch (from) {
            case HEADER -> TenantNames.inHeader(SETTINGS);
            case SUBDOMAIN -> TenantNames.inHost(SETTINGS);
            case PATH -> TenantNames.inPath(SETTINGS);
            case CLAIM -> new TenantClaim("tenant");
        };

        assertThat(status(name, everywhere("acme"), ada)).isEqualTo(200);
        assertThat(status(name, everywhere("acme"), stranger)).isEqualTo(404);
        assertThat(status(name, everywhere("nowhere"), ada)).isEqualTo(404);
        assertThat(status(name, everywhere("acme"), null)).isEqualTo(401);
    }

    @Test
    void findsNoTenantInAClaimThatIsMissingOrNoText() {
        MockHttpServletRequest request = request("/", null);
        assertThat(new TenantClaim("tenant").of(request)).isEmpty();
        request.setUserPrincipal(token(Map.of("tenant", List.of("acme"))));
        assertThat(new TenantClaim("tenant").of(request)).isEmpty();
        assertThat(new TenantClaim("org").of(request)).isEmpty();
    }

    private static MockHttpServletRequest everywhere(String tenant) {
        MockHttpServletRequest request = request("/t/" + tenant + "/invoices", tenant);
        request.setServerName(tenant + ".example.com");
        request.setUserPrincipal(token(Map.of("tenant", tenant)));
        return request;
    }

    private static BearerTokenAuthentication token(Map<String, Object> claims) {
        OAuth2AccessToken token =
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "verified", null, null, Set.of());
        return new BearerTokenAuthentication(
                new DefaultOAuth2AuthenticatedPrincipal("a subject", claims, List.of()), token, List.of());
    }

    @Test
    void asksWhoeverIsNotAuthenticatedToBe() throws Exception {
        assertThat(status(TenantNames.inHeader(SETTINGS), request("/", "acme"), null))
                .isEqualTo(401);
    }

    @Test
    void refusesATenantThatIsSwitchedOff() throws Exception {
        memory.tenancy()
                .write(
                        new Scope(acme.id(), ada),
                        stores -> stores.tenant()
                                .update(new TenantChange(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));

        assertThat(status(TenantNames.inHeader(SETTINGS), request("/", "acme"), ada))
                .isEqualTo(403);
    }

    @Test
    void letsARequestThatNamesNoTenantGoOn() throws Exception {
        assertThat(status(TenantNames.inHeader(SETTINGS), request("/", null), null))
                .isEqualTo(200);
    }

    @Test
    void letsWhatTheRestThrowsOut() {
        TenantFilter filter = filter(TenantNames.inHeader(SETTINGS), ada);
        for (Exception thrown : new Exception[] {
            new IOException("mine"), new ServletException("mine"), new IllegalStateException("mine")
        }) {
            assertThatThrownBy(() ->
                            filter.doFilter(request("/", "acme"), new MockHttpServletResponse(), (asked, answered) -> {
                                switch (thrown) {
                                    case IOException e -> throw e;
                                    case ServletException e -> throw e;
                                    default -> throw (IllegalStateException) thrown;
                                }
                            }))
                    .isSameAs(thrown);
        }
    }

    @Test
    void saysWhatIsMissingInTheConfiguration() {
        assertThatThrownBy(() -> TenantNames.inHost(new Tenant(null, "X-Tenant", null, "/", "tenant")))
                .isInstanceOf(MisconfiguredGhostworks.class)
                .hasMessageContaining("ghostworks.tenant.domain");
        assertThatThrownBy(() -> TenantNames.inPath(new Tenant(null, "X-Tenant", null, "/t/**", "tenant")))
                .isInstanceOf(MisconfiguredGhostworks.class)
                .hasMessageContaining("{tenant}");
    }

    private static MockHttpServletRequest request(String path, @Nullable String header) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (header != null) {
            request.addHeader("X-Tenant", header);
        }
        return request;
    }

    private TenantFilter filter(TenantName name, @Nullable UserId user) {
        return new TenantFilter(memory.tenancy(), memory.directory(), name, request -> Optional.ofNullable(user));
    }

    private int status(TenantName name, MockHttpServletRequest request, @Nullable UserId user) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter(name, user).doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
