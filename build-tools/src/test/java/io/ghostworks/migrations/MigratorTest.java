package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DatabaseExtension.class)
class MigratorTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void appliesNothingTwice(TestDatabase database) {
        assertThat(new Migrator(database.admin()).upgrade()).isZero();
    }

    @Test
    void letsTheApplicationFindThatNothingIsPending(TestDatabase database) {
        assertThat(new Migrator(database.app()).upgrade()).isZero();
    }

    @Test
    void asksForTheSchemaFirst(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "drop schema ghostworks cascade");
        assertThatThrownBy(() -> new Migrator(database.admin()).upgrade())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("has no schema ghostworks; initialise the database first");
    }

    @Test
    void reportsEveryMigrationToTheApplicationToo(TestDatabase database) {
        MigrationStatus status = new Migrator(database.app()).status();
        assertThat(status.version()).isPresent().isEqualTo(status.head());
        assertThat(status.pending()).isZero();
        assertThat(status.migrations()).extracting(Migration::state).containsOnly(State.APPLIED);
    }

    @Test
    void reportsWhatIsPendingBeforeTheFirstUpgrade(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "drop schema ghostworks cascade");
        MigrationStatus status = new Migrator(database.admin()).status();
        assertThat(status.version()).isEmpty();
        assertThat(status.pending()).isPositive();
    }

    @Test
    void letsSeveralUpgradeAtOnce(TestDatabase database) throws Exception {
        Sql.run(
                database.adminDataSource(),
                "drop schema ghostworks cascade",
                "create schema ghostworks authorization ghostworks_owner");
        assertThat(appliedByThreeAtOnce(() -> new Migrator(database.admin())))
                .isEqualTo(new Migrator(database.admin()).status().migrations().size());
    }

    @Test
    void letsSeveralMakeTheSchemaOfAnEmbeddingServiceAtOnce(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        assertThat(appliedByThreeAtOnce(() -> billing(database))).isEqualTo(1);
    }

    private static int appliedByThreeAtOnce(Supplier<Migrator> migrator) throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        Callable<Integer> upgrade = () -> {
            Migrator own = migrator.get();
            together.await();
            return own.upgrade();
        };
        int applied = 0;
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> done : threads.invokeAll(List.of(upgrade, upgrade, upgrade))) {
                applied += done.get();
            }
        }
        return applied;
    }

    @Test
    void satisfiesPlainFlyway(TestDatabase database) {
        Flyway plain = Flyway.configure()
                .dataSource(database.adminDataSource())
                .schemas("ghostworks")
                .locations(Migrator.LOCATION)
                .load();
        assertThat(plain.validateWithResult().invalidMigrations).isEmpty();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }

    @Test
    void appliesTheMigrationsOfAnEmbeddingServiceInTheirOwnSchema(TestDatabase database) throws Exception {
        write("V1__invoices.sql", "create table invoices (x int);");
        write("U1__invoices.sql", "drop table invoices;");
        assertThat(billing(database).upgrade()).isEqualTo(1);
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.invoices')"))
                .isEqualTo("billing.invoices");
        assertThat(new Migrator(database.admin()).status().current()).isTrue();
        assertThat(billing(database).status().version()).contains("1");
    }

    @Test
    void saysWhatBecameOfEachMigration(TestDatabase database) throws Exception {
        write("V1__one.sql", "select 1;");
        write("V3__three.sql", "select 3;");
        billing(database).upgrade();
        write("V1__one.sql", "select 11;");
        write("V4__four.sql", "select 4;");
        write("V2__two.sql", "select 2;");
        assertThat(billing(database).status().migrations())
                .filteredOn(migration -> migration.version() != null)
                .extracting(Migration::version, Migration::state)
                .containsExactlyInAnyOrder(
                        tuple("1", State.CHANGED),
                        tuple("2", State.SKIPPED),
                        tuple("3", State.APPLIED),
                        tuple("4", State.PENDING));
    }

    @Test
    void leavesNothingOfAMigrationThatFails(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);\ncreate table one (x int);");
        assertThatThrownBy(() -> billing(database).upgrade())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith("V1__one.sql:2: ")
                .hasMessageContainingAll("V1__one.sql", "already exists")
                .hasMessageNotContaining("\n");
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.one')"))
                .isEqualTo("null");
        write("V1__one.sql", "create table one (x int);");
        assertThat(billing(database).upgrade()).isEqualTo(1);
    }

    @Test
    void saysThatALocationDoesNotExist(TestDatabase database) {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> new Migrator(database.admin(), "billing", List.of("filesystem:" + missing)).upgrade())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void doesNotLetTheApplicationMigrate(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        assertThatThrownBy(() -> new Migrator(database.app(), "billing", List.of("filesystem:" + folder)).upgrade())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("permission denied");
    }

    private Migrator billing(TestDatabase database) {
        return new Migrator(database.admin(), "billing", List.of("filesystem:" + folder));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }
}
