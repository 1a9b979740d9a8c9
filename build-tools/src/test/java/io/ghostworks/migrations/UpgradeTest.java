package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(DatabaseExtension.class)
class UpgradeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void stopsAtAVersion(TestDatabase database) throws Exception {
        three();
        MigrationRun run = billing(database).upgrade(UpgradeOptions.DEFAULT.to("2"));
        assertThat(run.scripts()).containsExactly("V1__one.sql", "V2__two.sql");
        assertThat(run.to()).contains("2");
        assertThat(billing(database).status().version()).contains("2");
        assertThat(billing(database).status().head()).contains("3");
    }

    @Test
    void saysWhatItWouldApplyAndChangesNothing(TestDatabase database) throws Exception {
        three();
        MigrationRun run = billing(database).upgrade(UpgradeOptions.DEFAULT.dryRun(true));
        assertThat(run.scripts()).containsExactly("V1__one.sql", "V2__two.sql", "V3__three.sql");
        assertThat(Sql.text(database.adminDataSource(), "select to_regnamespace('billing')"))
                .isEqualTo("null");
    }

    @Test
    void knowsEveryVersionThatItIsAskedFor(TestDatabase database) throws Exception {
        three();
        assertThatThrownBy(() -> billing(database).upgrade(UpgradeOptions.DEFAULT.to("7")))
                .hasMessage("there is no migration with the version 7; the newest here is 3")
                .extracting(e -> ((DatabaseProblem) e).kind())
                .isEqualTo(Kind.CONFIGURATION);
        assertThatThrownBy(() -> billing(database).upgrade(UpgradeOptions.DEFAULT.to("x")))
                .hasMessageStartingWith("'x' is no version");
    }

    @Test
    void doesNotGoBack(TestDatabase database) throws Exception {
        three();
        billing(database).upgrade();
        assertThatThrownBy(() -> billing(database).upgrade(UpgradeOptions.DEFAULT.to("1")))
                .hasMessageContaining("newer than 1; `db downgrade --to 1`");
    }

    @Test
    void refusesWhatWasChangedOrComesTooLate(TestDatabase database) throws Exception {
        three();
        billing(database).upgrade();
        write("V2__two.sql", "select 22;");
        assertThatThrownBy(() -> billing(database).upgrade()).hasMessageContaining("V2__two.sql was changed");
        write("V2__two.sql", "create table two (x int);");
        write("V1.5__late.sql", "select 1;");
        assertThatThrownBy(() -> billing(database).upgrade())
                .hasMessageContaining("V1.5__late.sql is not applied, and older")
                .hasMessageNotContaining("\n");
    }

    @Test
    void givesWayToWhoeverHoldsALockAndComesAgain(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        billing(database).upgrade();
        write("V2__two.sql", "create table two (x int);\nalter table one add column y int;");
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (Connection holder = database.adminDataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table billing.one in access share mode");
            UpgradeOptions options = UpgradeOptions.DEFAULT
                    .patience(new LockPatience(Duration.ofMillis(50), 20))
                    .progress(line -> {
                        lines.add(line);
                        rollback(holder);
                    });
            assertThat(billing(database).upgrade(options).scripts()).containsExactly("V2__two.sql");
        }
        assertThat(lines).hasSize(1).allMatch(line -> line.startsWith("try 1 of 20: V2__two.sql:2: "));
    }

    @Test
    void givesUpWithoutATraceWhenTheLockIsNeverFree(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        billing(database).upgrade();
        write("V2__two.sql", "create table two (x int); alter table one add column y int;");
        try (Connection holder = database.adminDataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table billing.one in access share mode");
            UpgradeOptions options = UpgradeOptions.DEFAULT.patience(new LockPatience(Duration.ofMillis(30), 2));
            assertThatThrownBy(() -> billing(database).upgrade(options))
                    .hasMessageContaining("gave up after 2 tries")
                    .extracting(e -> ((DatabaseProblem) e).kind())
                    .isEqualTo(Kind.LOCKED);
        }
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.two')"))
                .isEqualTo("null");
    }

    @Test
    void explainsAndRepairsAnIndexThatFailedHalfWay(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int); insert into one values (1), (1);");
        billing(database).upgrade();
        write("V2__unique.sql", "create unique index concurrently one_x on one (x);");
        assertThatThrownBy(() -> billing(database).upgrade()).hasMessageContaining("V2__unique.sql:1:");
        MigrationStatus status = billing(database).status();
        assertThat(status.in(State.FAILED)).extracting(Migration::script).containsExactly("V2__unique.sql");
        assertThat(status.pending()).isEqualTo(1);
        assertThat(status.remarks())
                .singleElement()
                .asString()
                .contains("the invalid index billing.one_x", "db upgrade");

        Sql.run(database.adminDataSource(), "delete from billing.one where ctid = '(0,1)'");
        List<String> lines = new ArrayList<>();
        billing(database).upgrade(UpgradeOptions.DEFAULT.progress(lines::add));
        assertThat(lines.getFirst()).contains("removing the invalid index billing.one_x");
        assertThat(billing(database).status().current()).isTrue();
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select indisvalid from pg_index where indexrelid = 'billing.one_x'::regclass"))
                .isEqualTo("t");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "V2__two.sql:2: begin is transaction control; take it out | create table two (x int);~begin; select 1; commit; select 1/0;",
                "V2__two.sql:1: START TRANSACTION is transaction control | START TRANSACTION; select 1",
                "V2__two.sql:3: commit and chain is transaction control | select 1;~~commit and chain; select 1",
                "V2__two.sql:1: \\restrict is a command of psql, not SQL; take it out (pg_dump writes it | \\restrict aBc~~SET x.y = 0;",
                "V2__two.sql:2: \\connect is a command of psql | select 1;~\\connect other~select 2;"
            })
    void refusesWhatDoesNotBelongIntoAMigration(String said, String sql, TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        write("V2__two.sql", sql.replace('~', '\n'));
        assertThatThrownBy(() -> billing(database).upgrade())
                .hasMessageStartingWith(said)
                .hasMessageNotContaining("\n");
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.two')"))
                .isEqualTo("null");
        write("V2__two.sql", "create table two (x int);");
        write("U2__two.sql", sql.replace('~', '\n'));
        billing(database).upgrade();
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageStartingWith("U" + said.substring(1));
    }

    @Test
    void letsPlaceNamesAndBodiesSayBegin(TestDatabase database) throws Exception {
        write(
                "V1__one.sql",
                "create table one (x int); do $$ begin perform 1; end $$;\ncreate function f() returns int language sql"
                        + " begin atomic select 1; end;\nsavepoint here; release here;\n"
                        + "insert into one select 1 where 'begin' <> '; commit;';");
        assertThat(billing(database).upgrade()).isEqualTo(1);
    }

    @Test
    void saysWhichFileIsInAnotherEncodingAndOverlooksAByteOrderMark(TestDatabase database) throws Exception {
        write("V1__one.sql", "\uFEFFcreate table one (x int);");
        write("U1__one.sql", "\uFEFFdrop table one;");
        billing(database).upgrade();
        billing(database).downgrade(DowngradeOptions.DEFAULT);
        Files.write(
                folder.resolve("V2__two.sql"),
                "select 1;\nselect 'M\u00fcller';".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> billing(database).upgrade())
                .hasMessage("V2__two.sql:2: is not UTF-8; convert the file, as with iconv -f latin1 -t utf-8");
    }

    @Test
    void adoptsADatabaseThatWasMadeByOtherMeans(TestDatabase database) throws Exception {
        three();
        write("U3__three.sql", "drop table three;");
        Sql.run(
                database.adminDataSource(),
                "create schema billing; create table billing.one (x int); create table billing.two (x int)");
        assertThatThrownBy(() -> billing(database).upgrade())
                .hasMessageContaining("`db baseline --at VERSION` begins its history there");
        MigrationStatus status = billing(database).baseline("2");
        assertThat(status.version()).contains("2");
        assertThat(status.in(State.PENDING)).extracting(Migration::script).containsExactly("V3__three.sql");
        assertThat(billing(database).upgrade()).isEqualTo(1);
        assertThat(billing(database).status().current()).isTrue();
        assertThatThrownBy(() -> billing(database).baseline("3"))
                .hasMessageContaining("has a history already, which is at 3");

        billing(database).downgrade(DowngradeOptions.DEFAULT.to("0"));
        assertThat(billing(database).status().version()).contains("2");
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.two')"))
                .isEqualTo("billing.two");
    }

    @Test
    void namesTheLineOfAnErrorInTheMiddleOfAStatement(TestDatabase database) throws Exception {
        write("V1__one.sql", "-- first\ncreate table one (x int);\n\ncreate table two (\n  a int,\n  b nonsense\n);\n");
        assertThatThrownBy(() -> billing(database).upgrade())
                .hasMessageStartingWith("V1__one.sql:6: ")
                .hasMessageContaining("type \"nonsense\" does not exist")
                .extracting(e -> ((DatabaseProblem) e).kind())
                .isEqualTo(Kind.MIGRATION);
    }

    @Test
    void saysThatItCannotConnect(TestDatabase database) {
        assertThatThrownBy(() -> new Migrator(DatabaseUrl.of("127.0.0.1", 1, "x", "y", "secret")).upgrade())
                .hasMessageContaining("refused")
                .hasMessageNotContaining("secret")
                .extracting(e -> ((DatabaseProblem) e).kind())
                .isEqualTo(Kind.CONNECTION);
        DatabaseUrl nobody = database.app().withUser("nobody_at_all", "wr0ng");
        assertThatThrownBy(() -> new Migrator(nobody).upgrade())
                .hasMessageContaining("nobody_at_all")
                .hasMessageNotContaining("wr0ng")
                .extracting(e -> ((DatabaseProblem) e).kind())
                .isEqualTo(Kind.PERMISSION);
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void three() throws IOException {
        write("V1__one.sql", "create table one (x int);");
        write("V2__two.sql", "create table two (x int);");
        write("V3__three.sql", "create table three (x int);");
    }

    private Migrator billing(TestDatabase database) {
        return new Migrator(database.admin(), "billing", List.of("filesystem:" + folder));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }
}
