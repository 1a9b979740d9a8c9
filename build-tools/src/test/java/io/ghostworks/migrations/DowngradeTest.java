package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class DowngradeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesBackTheNewestAndKeepsTheHistoryTrue(TestDatabase database) throws Exception {
        three(database);
        MigrationRun run = billing(database).downgrade(DowngradeOptions.DEFAULT);
        assertThat(run.scripts()).containsExactly("U3__three.sql");
        assertThat(run.to()).contains("2");
        assertThat(billing(database).status().version()).contains("2");
        assertThat(billing(database).upgrade()).isEqualTo(1);
        assertThat(plain(database).validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void goesBackToAVersionStepByStep(TestDatabase database) throws Exception {
        three(database);
        assertThat(billing(database).downgrade(DowngradeOptions.DEFAULT.to("1")).scripts())
                .containsExactly("U3__three.sql", "U2__two.sql");
        assertThat(billing(database).downgrade(DowngradeOptions.DEFAULT.to("0")).to())
                .isEmpty();
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.one')"))
                .isEqualTo("null");
    }

    @Test
    void saysWhatItWouldRunAndChangesNothing(TestDatabase database) throws Exception {
        three(database);
        assertThat(billing(database)
                        .downgrade(DowngradeOptions.DEFAULT.steps(2).dryRun(true))
                        .scripts())
                .containsExactly("U3__three.sql", "U2__two.sql");
        assertThat(billing(database).status().version()).contains("3");
    }

    @Test
    void refusesWhenAWayBackIsMissing(TestDatabase database) throws Exception {
        three(database);
        Files.delete(folder.resolve("U2__two.sql"));
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT.steps(2)))
                .hasMessageContaining("U2__two.sql is missing");
        assertThat(billing(database).status().version()).contains("3");
    }

    @Test
    void refusesWhenTheDatabaseIsAheadOfTheFiles(TestDatabase database) throws Exception {
        three(database);
        Files.delete(folder.resolve("V3__three.sql"));
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageContaining("the database is ahead of this checkout");
    }

    @Test
    void refusesToLoseATableWithRows(TestDatabase database) throws Exception {
        three(database);
        Sql.run(database.adminDataSource(), "insert into billing.three values (1)");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageContaining("U3__three.sql would lose data: the rows of the table billing.three")
                .hasMessageContaining("--accept-data-loss");
        assertThat(Sql.text(database.adminDataSource(), "select count(*) from billing.three"))
                .isEqualTo("1");
        billing(database).downgrade(DowngradeOptions.DEFAULT.acceptDataLoss(true));
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.three')"))
                .isEqualTo("null");
    }

    @Test
    void losesAColumnThatSaysItIsDerived(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int); insert into one values (1);");
        write(
                "V2__y.sql",
                "alter table one add column y int default 2; comment on column one.y is 'Derived: from x.';");
        write("U2__y.sql", "alter table one drop column y;");
        billing(database).upgrade();

        assertThat(billing(database).downgrade(DowngradeOptions.DEFAULT).to()).contains("1");
    }

    @Test
    void refusesToLoseTheValuesOfAColumn(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int); insert into one values (1);");
        write("V2__y.sql", "alter table one add column y int;");
        write("U2__y.sql", "do $$ begin execute 'alter table one drop column y'; end $$;");
        billing(database).upgrade();
        assertThat(billing(database).downgrade(DowngradeOptions.DEFAULT).to()).contains("1");
        billing(database).upgrade();
        Sql.run(database.adminDataSource(), "update billing.one set y = 2");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageContaining("the values of the column billing.one.y");
    }

    @Test
    void refusesToLoseRowsThatAScriptDeletesOrTruncates(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        write("U1__one.sql", "delete from one where x > 1;");
        billing(database).upgrade();
        Sql.run(database.adminDataSource(), "insert into billing.one values (1), (2), (3)");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageContaining("2 rows of the table billing.one");
        write("U1__one.sql", "truncate one;");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageContaining("the rows of the table billing.one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update one set s = null;",
                "update one set s = 'same';",
                "alter table one alter column s type text using null;",
                "alter table one alter column s type varchar(3) using s::varchar(3);",
                "alter table one alter column n type int using n::int;",
                "do $$ begin update billing.one set n = null where n < 1; end $$;"
            })
    void refusesToLoseValuesThatAScriptOverwrites(String down, TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (s text, n numeric(12, 4));");
        write("V2__two.sql", "select 1;");
        write("U2__two.sql", down);
        billing(database).upgrade();
        Sql.run(database.adminDataSource(), "insert into billing.one values ('abcdef', 19.99), ('b', 0.5)");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageStartingWith("U2__two.sql would lose data: values of the column billing.one.")
                .hasMessageContaining("--accept-data-loss");
        assertThat(Sql.rows(database.adminDataSource(), "select s, n from billing.one order by 1"))
                .containsExactly("abcdef 19.9900", "b 0.5000");
        billing(database).downgrade(DowngradeOptions.DEFAULT.acceptDataLoss(true));
        assertThat(billing(database).status().version()).contains("1");
    }

    @Test
    void refusesToLoseWhatColumnsHoldInAnAttributeOfACompositeType(TestDatabase database) throws Exception {
        write("V1__one.sql", "create type pair as (a int, b text); create table one (p pair, many pair[]);");
        write("V2__two.sql", "select 1;");
        write("U2__two.sql", "alter type pair drop attribute b;");
        billing(database).upgrade();
        Sql.run(database.adminDataSource(), "insert into billing.one values ('(1,x)', null)");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageStartingWith(
                        "U2__two.sql would lose data: values of the attribute b in the column billing.one.p;");
        Sql.run(database.adminDataSource(), "update billing.one set p = '(1,)'");
        billing(database).downgrade(DowngradeOptions.DEFAULT);
        assertThat(billing(database).status().version()).contains("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update one set s = upper(s);",
                "alter table one alter column s type varchar(10);",
                "alter table one alter column n type numeric;",
                "alter table one alter column n type text;",
                "alter table one rename to once; alter table once rename column s to t; update once set t = 'x' || t;",
                "alter table one alter column day type timestamp, alter column flag type text;"
            })
    void asksNothingWhereNoValueIsLost(String down, TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (s text, n int, day date, flag boolean);");
        write("V2__two.sql", "select 1;");
        write("U2__two.sql", down);
        billing(database).upgrade();
        Sql.run(
                database.adminDataSource(),
                "insert into billing.one values ('abc', 19, '2026-01-01', true), ('b', 2, null, null)");
        billing(database).downgrade(DowngradeOptions.DEFAULT);
        assertThat(billing(database).status().version()).contains("1");
    }

    @Test
    void runsARepeatableMigrationAgainAfterItsTableCameBack(TestDatabase database) throws Exception {
        three(database);
        write("R__views.sql", "create or replace view all_three as select x from three;");
        write("U3__three.sql", "drop table three cascade;");
        billing(database).upgrade();
        billing(database).downgrade(DowngradeOptions.DEFAULT);
        billing(database).upgrade();
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.all_three')"))
                .isEqualTo("billing.all_three");
        assertThat(billing(database).status().current()).isTrue();
    }

    @Test
    void leavesNothingOfAScriptThatFails(TestDatabase database) throws Exception {
        three(database);
        write("U3__three.sql", "drop table three;\n\ndrop table nothing;");
        assertThatThrownBy(() -> billing(database).downgrade(DowngradeOptions.DEFAULT))
                .hasMessageStartingWith("U3__three.sql:3: ");
        assertThat(billing(database).status().version()).contains("3");
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.three')"))
                .isEqualTo("billing.three");
    }

    @Test
    void dropsAnIndexWithoutATransactionWhereItIsAskedTo(TestDatabase database) throws Exception {
        write("V1__one.sql", "create table one (x int);");
        write("V2__i.sql", "create index concurrently i on one (x);");
        write("U2__i.sql", "drop index concurrently i;");
        billing(database).upgrade();
        Sql.run(database.adminDataSource(), "alter database " + database.name() + " set search_path = billing");
        billing(database).downgrade(DowngradeOptions.DEFAULT);
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('billing.i')"))
                .isEqualTo("null");
        assertThat(billing(database).upgrade()).isEqualTo(1);
    }

    @Test
    void takesOurOwnMigrationsBackAndForthWithAHundredThousandRows(TestDatabase database) throws Exception {
        SchemaSnapshot before = SchemaSnapshot.read(database.admin(), Migrator.SCHEMA);
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.tenants (id, name, slug, active_owner_count) select '00000000-0000-0000-0000-00000000000a',"
                        + " 'a', 'a', 1",
                "insert into ghostworks.artifacts (tenant_id, name) select '00000000-0000-0000-0000-00000000000a', 'a' || i"
                        + " from generate_series(1, 100000) i");
        Migrator migrator = new Migrator(database.admin());
        Flyway own = Flyway.configure()
                .dataSource(database.adminDataSource())
                .schemas(Migrator.SCHEMA)
                .load();
        assertThat(own.validateWithResult().validationSuccessful).isTrue();
        assertThatThrownBy(() -> BeforeTheSeal.go(migrator, "0"))
                .hasMessageContaining("the rows of the table ghostworks.artifacts");
        migrator.downgrade(DowngradeOptions.DEFAULT.to("0").acceptDataLoss(true));
        assertThat(migrator.status().version()).isEmpty();
        assertThat(migrator.upgrade()).isPositive();
        assertThat(own.validateWithResult().validationSuccessful).isTrue();
        assertThat(before.differences(SchemaSnapshot.read(database.admin(), Migrator.SCHEMA)))
                .isEmpty();
    }

    private void three(TestDatabase database) throws IOException {
        for (String name : List.of("one", "two", "three")) {
            int number = List.of("", "one", "two", "three").indexOf(name);
            write("V" + number + "__" + name + ".sql", "create table " + name + " (x int);");
            write("U" + number + "__" + name + ".sql", "drop table " + name + ";");
        }
        billing(database).upgrade();
    }

    private Flyway plain(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.adminDataSource())
                .schemas("billing")
                .locations("filesystem:" + folder)
                .load();
    }

    private Migrator billing(TestDatabase database) {
        return new Migrator(database.admin(), "billing", List.of("filesystem:" + folder));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }
}
