package io.ghostworks.spring;

import io.ghostworks.Onboarding;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantDraft;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

/** Small applications, as Boot puts them together. */
final class Applications {

    private Applications() {}

    /** With JDBC and transactions, over a test's database. */
    static ApplicationContextRunner over(TestDatabase postgres) {
        return over(postgres.app(), postgres.signIn(), postgres.sealKeyText());
    }

    static ApplicationContextRunner over(DatabaseUrl app, DatabaseUrl signIn, String sealKey) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        GhostworksAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + app.jdbcUrl(),
                        "spring.datasource.username=" + app.user(),
                        "spring.datasource.password=" + app.password(),
                        "spring.datasource.hikari.maximum-pool-size=2",
                        "ghostworks.seal-key=" + sealKey,
                        "ghostworks.sign-in.username=" + signIn.user(),
                        "ghostworks.sign-in.password=" + signIn.password());
    }

    /** A new tenant, and its owner. */
    static Scope tenant(Onboarding onboarding) {
        UserId owner = onboarding
                .addUser(new Email(UUID.randomUUID() + "@example.org"))
                .id();
        return new Scope(onboarding.addTenant(TenantDraft.named("Acme"), owner).id(), owner);
    }

    /** What the one who starts the application is told. */
    static FailureAnalysis analysis(@Nullable Throwable failure) {
        return Objects.requireNonNull(new GhostworksFailureAnalyzer().analyze(Objects.requireNonNull(failure)));
    }
}
