package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.Onboarding;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDraft;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GhostworksAutoConfigurationTest {

    private static final String NAMES = "select name from ghostworks.artifacts order by name";
    private static final String INSERT =
            "insert into ghostworks.artifacts (tenant_id, id, name) values (ghostworks.tenant_id(), ?, ?)";

    private final TestDatabase postgres;
    private final ApplicationContextRunner application;

    GhostworksAutoConfigurationTest(TestDatabase postgres) {
        this.postgres = postgres;
        this.application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JooqAutoConfiguration.class,
                        GhostworksAutoConfiguration.class,
                        GhostworksHealthAutoConfiguration.class,
                        GhostworksWebAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + postgres.app().jdbcUrl(),
                        "spring.datasource.username=" + postgres.app().user(),
                        "spring.datasource.password=" + postgres.app().password(),
                        "spring.datasource.hikari.maximum-pool-size=2",
                        "ghostworks.seal-key=" + postgres.sealKeyText(),
                        "ghostworks.sign-in.username=" + postgres.signIn().user(),
                        "ghostworks.sign-in.password=" + postgres.signIn().password());
    }

    @Test
    void runsEverythingOnTheArmedDataSourceOverTheApplicationsPool() {
        application.run(context -> {
            assertThat(context).hasSingleBean(Database.class).hasSingleBean(Tenancy.class);
            assertThat(context.getBean(DataSource.class)).isNotInstanceOf(HikariDataSource.class);
            assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(context.getBean(DataSource.class));
        });
    }

    @Test
    void putsJdbcTemplateJooqAndTenancyIntoOneTransaction() {
        application.run(context -> {
            Scope acme = tenant(context.getBean(Onboarding.class));
            Tenancy tenancy = context.getBean(Tenancy.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            DSLContext jooq = context.getBean(DSLContext.class);
            Database database = context.getBean(Database.class);
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

            for (boolean rollBack : new boolean[] {true, false}) {
                tenancy.within(
                        acme,
                        () -> transaction.execute(status -> {
                            jdbc.update(INSERT, UUID.randomUUID(), "by JdbcTemplate");
                            jooq.execute(INSERT, UUID.randomUUID(), "by jOOQ");
                            database.tables().write(acme, dsl -> dsl.execute(INSERT, UUID.randomUUID(), "by Tenancy"));
                            if (rollBack) {
                                status.setRollbackOnly();
                            }
                            return 1;
                        }));
                List<String> names = tenancy.within(acme, () -> jdbc.queryForList(NAMES, String.class));
                if (rollBack) {
                    assertThat(names).isEmpty();
                } else {
                    assertThat(names).containsExactly("by JdbcTemplate", "by Tenancy", "by jOOQ");
                }
            }
        });
    }

    @Test
    void givesANewTransactionAConnectionOfItsOwn() {
        application.run(context -> {
            Scope acme = tenant(context.getBean(Onboarding.class));
            Tenancy tenancy = context.getBean(Tenancy.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            PlatformTransactionManager manager = context.getBean(PlatformTransactionManager.class);
            TransactionTemplate outer = new TransactionTemplate(manager);
            TransactionTemplate inner = new TransactionTemplate(manager);
            inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

            tenancy.within(
                    acme,
                    () -> outer.execute(status -> {
                        jdbc.update(INSERT, UUID.randomUUID(), "outer");
                        inner.executeWithoutResult(own -> {
                            jdbc.update(INSERT, UUID.randomUUID(), "inner");
                            context.getBean(Database.class)
                                    .tables()
                                    .write(acme, dsl -> dsl.execute(INSERT, UUID.randomUUID(), "inner by Tenancy"));
                        });
                        status.setRollbackOnly();
                        return 1;
                    }));

            assertThat(tenancy.within(acme, () -> jdbc.queryForList(NAMES, String.class)))
                    .containsExactly("inner", "inner by Tenancy");
        });
    }

    @Test
    void refusesAStatementInNoTenant() {
        application.run(context -> assertThatThrownBy(
                        () -> context.getBean(JdbcTemplate.class).queryForList(NAMES))
                .rootCause()
                .hasMessageContaining("tenancy.within(scope, …)"));
    }

    @Test
    void saysThatTheSealKeyIsMissing() {
        application
                .withPropertyValues("ghostworks.seal-key=")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("ghostworks.seal-key is missing"));
    }

    @Test
    void asksWhichOfTwoDataSourcesIsMeant() {
        ApplicationContextRunner two = application.withUserConfiguration(TwoDataSources.class);

        two.run(context ->
                assertThat(analysis(context.getStartupFailure()).getAction()).contains("ghostworks.data-source"));
        two.withPropertyValues("ghostworks.data-source=second")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Database.class));
    }

    @Test
    void doesNotStartAsARoleThatIsNotBound() {
        application
                .withPropertyValues(
                        "spring.datasource.username=" + postgres.admin().user(),
                        "spring.datasource.password=" + postgres.admin().password())
                .run(context -> {
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription()).contains("steps over row-level security");
                    assertThat(analysis.getAction()).contains("spring.datasource.username");
                });
    }

    @Test
    void doesNotStartWithAKeyThatTheDatabaseDoesNotHave() {
        application
                .withPropertyValues("ghostworks.seal-key=" + SealKey.random().text())
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("seal"));
    }

    @Test
    void configuresNothingWhereItIsSwitchedOff() {
        application
                .withPropertyValues("ghostworks.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(Database.class).hasSingleBean(DataSource.class));
    }

    @Test
    void printsNoSecret() {
        application.run(context -> assertThat(
                        context.getBean(GhostworksProperties.class).toString()
                                + context.getBean(GhostworksProperties.class).signIn()
                                + context.getBean(GhostworksProperties.class).migration())
                .doesNotContain(
                        postgres.sealKeyText(), String.valueOf(postgres.signIn().password())));
    }

    private static Scope tenant(Onboarding onboarding) {
        UserId owner = onboarding
                .addUser(new Email(UUID.randomUUID() + "@example.org"))
                .id();
        return new Scope(onboarding.addTenant(TenantDraft.named("Acme"), owner).id(), owner);
    }

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        return Objects.requireNonNull(new GhostworksFailureAnalyzer().analyze(Objects.requireNonNull(failure)));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource first() {
            return new HikariDataSource();
        }

        @Bean
        DataSource second() {
            return new HikariDataSource();
        }
    }
}
