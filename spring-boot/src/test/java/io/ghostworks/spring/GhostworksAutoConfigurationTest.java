package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.Onboarding;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
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
        this.application = Applications.over(postgres)
                .withConfiguration(AutoConfigurations.of(
                        JooqAutoConfiguration.class,
                        GhostworksHealthAutoConfiguration.class,
                        GhostworksWebAutoConfiguration.class));
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
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));
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
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));
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
                .run(context -> assertThat(Applications.analysis(context.getStartupFailure())
                                .getDescription())
                        .contains("ghostworks.seal-key is missing"));
    }

    @Test
    void asksWhichOfTwoDataSourcesIsMeant() {
        ApplicationContextRunner two = application
                .withUserConfiguration(TwoDataSources.class)
                .withPropertyValues(
                        "ghostworks.sign-in.url=" + postgres.signIn().jdbcUrl());

        two.run(context -> assertThat(
                        Applications.analysis(context.getStartupFailure()).getAction())
                .contains("ghostworks.data-source"));
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
                    FailureAnalysis analysis = Applications.analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription()).contains("bypasses row-level security");
                    assertThat(analysis.getAction()).contains("spring.datasource.username");
                });
    }

    @Test
    void doesNotStartWithAKeyThatTheDatabaseDoesNotHave() {
        application
                .withPropertyValues("ghostworks.seal-key=" + SealKey.random().text())
                .run(context -> assertThat(Applications.analysis(context.getStartupFailure())
                                .getDescription())
                        .contains("seal"));
    }

    @Test
    void saysThatTheDataSourceIsNotInAutoCommitMode() {
        application
                .withPropertyValues("spring.datasource.hikari.auto-commit=false")
                .run(context -> {
                    FailureAnalysis analysis = Applications.analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription()).contains("autoCommit=false");
                    assertThat(analysis.getAction()).startsWith("give Database.over a data source without either");
                });
    }

    @Test
    void leavesASecondDatabaseOfGhostworksToTheApplication() {
        application
                .withUserConfiguration(SecondDatabase.class)
                .withPropertyValues(
                        "second.url=" + postgres.app().jdbcUrl(), "second.seal-key=" + postgres.sealKeyText())
                .run(context -> {
                    Database second = context.getBean("second", Database.class);
                    assertThat(context.getBean(Tenancy.class)).isNotSameAs(second.tenancy());
                    Scope acme = Applications.tenant(context.getBean(Onboarding.class));
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    assertThatThrownBy(() -> second.tenancy().within(acme, () -> jdbc.queryForList(NAMES)))
                            .rootCause()
                            .hasMessageContaining("tenancy.within(scope, …)");
                });
    }

    @Test
    void isHealthyAsLongAsTheDatabaseAnswers() {
        application.run(context -> {
            HealthIndicator health = context.getBean("ghostworksHealthIndicator", HealthIndicator.class);
            Health up = Objects.requireNonNull(health.health());
            assertThat(up.getStatus()).isEqualTo(Status.UP);
            assertThat(up.getDetails()).containsOnlyKeys("postgresql", "writable");

            context.getBean(HikariDataSource.class).close();

            assertThat(Objects.requireNonNull(health.health()).getStatus()).isEqualTo(Status.DOWN);
        });
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

    @Configuration(proxyBeanMethods = false)
    static class SecondDatabase {

        @Bean(destroyMethod = "close", defaultCandidate = false)
        Database second(Environment properties) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(properties.getRequiredProperty("second.url"));
            source.setUser(properties.getRequiredProperty("spring.datasource.username"));
            source.setPassword(properties.getRequiredProperty("spring.datasource.password"));
            return Database.over(source, SealKey.parse(properties.getRequiredProperty("second.seal-key")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource first() {
            return new HikariDataSource();
        }

        @Bean
        DataSource second(Environment properties) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(properties.getRequiredProperty("spring.datasource.url"));
            pool.setUsername(properties.getRequiredProperty("spring.datasource.username"));
            pool.setPassword(properties.getRequiredProperty("spring.datasource.password"));
            return pool;
        }
    }
}
