package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.Onboarding;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDraft;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class ApplicationTest {

    private static final DatabaseUrl SERVER = TestDatabases.shared().admin();
    private static final String NAME = "shop_" + UUID.randomUUID().toString().replace("-", "");
    private static final String PASSWORD = UUID.randomUUID().toString();

    /** Roles and a database; our schema and the application's are made when the application starts. */
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        new Provisioner(SERVER)
                .provision(new Provisioning(NAME, NAME + "_app", PASSWORD, NAME + "_sign_in", PASSWORD));
        properties.add("spring.datasource.url", () -> SERVER.withDatabase(NAME).jdbcUrl());
        properties.add("spring.datasource.username", () -> NAME + "_app");
        properties.add("spring.datasource.password", () -> PASSWORD);
        properties.add("spring.datasource.hikari.maximum-pool-size", () -> 1);
        properties.add("ghostworks.seal-key", () -> SealKey.random().text());
        properties.add("ghostworks.sign-in.username", () -> NAME + "_sign_in");
        properties.add("ghostworks.sign-in.password", () -> PASSWORD);
        properties.add("ghostworks.migration.username", SERVER::user);
        properties.add("ghostworks.migration.password", SERVER::password);
    }

    @AfterAll
    static void drop() throws SQLException {
        try (Connection connection = SERVER.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + NAME + " with (force)");
            statement.execute("drop role " + NAME + "_app, " + NAME + "_sign_in");
        }
    }

    @Autowired
    private Onboarding onboarding;

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private Invoices invoices;

    @Autowired
    private InvoiceController controller;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Flyway flyway;

    @Autowired
    private HealthIndicator ghostworksHealthIndicator;

    @Autowired
    private FilterRegistrationBean<?> ghostworksTenantFilter;

    private Scope tenant() {
        UserId owner =
                onboarding.addUser(new Email(UUID.randomUUID() + "@example.org")).id();
        return new Scope(onboarding.addTenant(TenantDraft.named("Acme"), owner).id(), owner);
    }

    @Test
    void storesWhatFourWaysWroteInOneTransactionAndShowsItToNoOtherTenant() {
        Scope acme = tenant();
        Scope globex = tenant();

        tenancy.within(acme, () -> {
            invoices.issue("one", false);
            return 1;
        });

        assertThat(tenancy.within(acme, invoices::numbers))
                .containsExactly("one by JDBC", "one by JPA", "one by jOOQ");
        assertThat(tenancy.within(acme, invoices::artifacts)).containsExactly("one");
        assertThat(tenancy.within(acme, invoices::byNativeQuery)).hasSize(3);
        assertThat(tenancy.within(globex, invoices::numbers)).isEmpty();
        assertThat(tenancy.within(globex, invoices::byNativeQuery)).isEmpty();
        assertThat(tenancy.within(globex, invoices::artifacts)).isEmpty();
    }

    @Test
    void storesNothingOfAnyOfTheFourWhenTheTransactionIsRolledBack() {
        Scope acme = tenant();

        assertThatThrownBy(() -> tenancy.within(acme, () -> {
                    invoices.issue("two", true);
                    return 1;
                }))
                .hasMessage("after everything was written");

        assertThat(tenancy.within(acme, invoices::numbers)).isEmpty();
        assertThat(tenancy.within(acme, invoices::artifacts)).isEmpty();
    }

    @Test
    void refusesAStatementOutsideOfAnyTenant() {
        assertThatThrownBy(() -> jdbc.queryForList("select number from billing.invoices"))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("tenancy.within(scope, …)");
    }

    @Test
    void keepsTheApplicationsHistoryApartFromOurs() {
        assertThat(flyway.info().applied())
                .extracting(migration -> migration.getScript())
                .contains("V1__invoices.sql")
                .allMatch(script -> !script.contains("initial") && !script.startsWith("V20"));
    }

    @Test
    void isHealthy() {
        assertThat(ghostworksHealthIndicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void letsARequestIntoTheTenantThatItNamesAsAMemberOnly() throws Exception {
        Scope acme = tenant();
        Scope globex = tenant();
        tenancy.within(acme, () -> {
            invoices.issue("web", false);
            return 1;
        });

        assertThat(request(acme.actor(), acme, 200)).contains("web by JDBC");
        assertThat(request(globex.actor(), acme, 404)).isEmpty();
        assertThat(request(null, acme, 401)).isEmpty();
    }

    /** Through the filter that the application has. */
    private String request(UserId user, Scope named, int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/invoices");
        request.addHeader("X-Tenant", named.tenant().value().toString());
        if (user != null) {
            request.setUserPrincipal((Principal) () -> user.value().toString());
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(
                    jakarta.servlet.http.HttpServletRequest asked, jakarta.servlet.http.HttpServletResponse answered)
                    throws java.io.IOException {
                answered.getWriter().print(controller.list());
            }
        });
        ghostworksTenantFilter.getFilter().doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(status);
        return response.getContentAsString();
    }
}
