package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.error.NotFound;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an embedding service gets wrong, and whether it is told what to do; docs/embedding.md has the table. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String COUNT = "select count(*) from ghostworks.artifacts";

    private final TwoTenants tenants;

    BadInputTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @Test
    void refusesADatabaseThatIsNotMigratedUntilItIs() {
        String name = "unmigrated_" + UUID.randomUUID().toString().replace("-", "");
        DatabaseUrl server = TestDatabases.shared().admin();
        DatabaseUrl app = tenants.database.app().withDatabase(name);
        new Provisioner(server)
                .provision(new Provisioning(
                        name,
                        Objects.requireNonNull(app.user()),
                        null,
                        Objects.requireNonNull(tenants.database.signIn().user()),
                        null));
        try (Database database = Database.over(app.dataSource(), TestPorts.key(tenants.database))) {
            assertThatThrownBy(database::requireUsable)
                    .isInstanceOfSatisfying(
                            UnusableDatabase.class, e -> assertThat(e.remedy()).contains("./ghostworks db upgrade"))
                    .hasMessageContaining("the database " + name + " has no schema of Ghostworks");
            assertThatThrownBy(() -> database.tenancy().within(tenants.a, () -> count(database)))
                    .isInstanceOf(UnusableDatabase.class);

            new Migrator(server.withDatabase(name)).upgrade();
            new SealKeys(server.withDatabase(name)).add(tenants.database.sealKey());

            database.requireUsable();
            assertThat(database.tenancy().within(tenants.a, () -> count(database)))
                    .isZero();
        } finally {
            run(server, "drop database " + name + " with (force)");
        }
    }

    /** An older library would miss a column of its own in a newer schema. */
    @Test
    void saysThatTheSchemaIsAnotherWhenItLacksWhatTheLibraryNames() {
        try (TestDatabase changed = TestDatabases.shared().create();
                TwoTenants both = new TwoTenants(changed)) {
            both.asAdmin("alter table ghostworks.artifacts rename column description to summary");

            assertThatThrownBy(() -> both.adapter
                            .tenancy()
                            .read(both.a, stores -> stores.artifacts().find(new ArtifactId(UUID.randomUUID()))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("./ghostworks db status")
                    .hasMessageContaining("upgrade the library");
        }
    }

    @Test
    void findsNothingInATenantThatDoesNotExistAndRefusesToWrite() {
        Scope nowhere = new Scope(new TenantId(UUID.randomUUID()), tenants.a.actor());

        assertThat(tenants.adapter.tenancy().within(nowhere, () -> count(tenants.adapter)))
                .isZero();
        assertThatThrownBy(() -> tenants.adapter
                        .tenancy()
                        .read(nowhere, stores -> stores.tenant().get()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.adapter.tenancy().write(nowhere, stores -> {
                    Artifact artifact = Artifact.first(
                            new ArtifactId(UUID.randomUUID()),
                            ArtifactContent.of("lost", null, null, null),
                            nowhere.actor(),
                            Instant.now().truncatedTo(ChronoUnit.MICROS));
                    stores.artifacts().create(artifact);
                    return artifact;
                }))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("workspace");
    }

    @Test
    void keepsTheScopesOfTwoDatabasesApart() {
        try (TestDatabase second = TestDatabases.shared().create();
                TwoTenants others = new TwoTenants(second)) {
            others.adapter.tables().write(others.a, dsl -> TwoTenants.insert(dsl, others.a));

            assertThatThrownBy(() -> tenants.adapter.tenancy().within(tenants.a, () -> count(others.adapter)))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
                    .hasMessageContaining("tenancy.within(scope, …)");
            assertThat(tenants.adapter
                            .tenancy()
                            .<Long>within(
                                    tenants.a,
                                    () -> others.adapter
                                            .tenancy()
                                            .within(
                                                    others.a,
                                                    () -> count(others.adapter) * 10 + count(tenants.adapter))))
                    .isEqualTo(10);
        }
    }

    private static long count(Database database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(DatabaseUrl url, String sql) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
