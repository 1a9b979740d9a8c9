package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application that starts on a database that was provisioned, and no more. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationTest {

    private final DatabaseUrl server = TestDatabases.shared().admin();
    private final TestDatabase postgres;
    private String name = "";

    MigrationTest(TestDatabase postgres) {
        this.postgres = postgres;
    }

    @BeforeEach
    void provision() {
        name = "shop_" + UUID.randomUUID().toString().replace("-", "");
        new Provisioner(server)
                .provision(new Provisioning(
                        name,
                        Objects.requireNonNull(postgres.app().user()),
                        null,
                        Objects.requireNonNull(postgres.signIn().user()),
                        null));
    }

    @AfterEach
    void drop() throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
        }
    }

    private ApplicationContextRunner application() {
        return Applications.over(
                        postgres.app().withDatabase(name),
                        postgres.signIn().withDatabase(name),
                        SealKey.random().text())
                .withConfiguration(
                        AutoConfigurations.of(GhostworksFlywayAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues("spring.flyway.locations=classpath:db/shop", "spring.flyway.default-schema=shop");
    }

    private String[] migratedBy(String user, String password) {
        return new String[] {"ghostworks.migration.username=" + user, "ghostworks.migration.password=" + password};
    }

    /** The application's migration calls what ours have made. */
    @Test
    void migratesBeforeTheApplicationsFlywayAndKeepsTheHistoriesApart() {
        application()
                .withPropertyValues(
                        migratedBy(Objects.requireNonNull(server.user()), Objects.requireNonNull(server.password())))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Flyway.class).info().applied())
                            .extracting(migration -> migration.getScript())
                            // The first is the schema that Flyway makes.
                            .endsWith("V1__orders.sql")
                            .hasSizeLessThanOrEqualTo(2);
                    assertThat(new Migrator(server.withDatabase(name)).status().version())
                            .isPresent();
                });
    }

    @Test
    void saysThatTheDatabaseIsNotMigratedWhereNobodyDoesIt() {
        application().withPropertyValues("spring.flyway.enabled=false").run(context -> {
            FailureAnalysis analysis = Applications.analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(name + " has no schema of Ghostworks");
            assertThat(analysis.getAction()).contains("./ghostworks db upgrade");
        });
    }

    @Test
    void saysWhoCannotMigrateAndPrintsNoPassword() {
        application()
                .withPropertyValues(migratedBy("nobody_there", "a secret of theirs"))
                .run(context -> {
                    FailureAnalysis analysis = Applications.analysis(context.getStartupFailure());
                    assertThat(analysis.getAction()).contains("ghostworks.migration.url, .username and .password");
                    assertThat(analysis.getDescription()).doesNotContain("a secret of theirs");
                });
    }
}
