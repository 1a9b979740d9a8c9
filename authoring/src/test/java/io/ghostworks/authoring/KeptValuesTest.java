package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.DowngradeOptions;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the rows when {@code diff} has written a migration. */
class KeptValuesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:34:56Z"), ZoneOffset.UTC);

    @TempDir
    private static Path folder = Path.of("");

    private static MigrationProject project = new MigrationProject(Path.of(""), Path.of(""), "shop");

    @SuppressWarnings("NullAway.Init")
    private static Scratch scratch;

    @BeforeAll
    static void open() throws IOException {
        project = new MigrationProject(
                Files.createDirectory(folder.resolve("migration")),
                Files.createDirectory(folder.resolve("schema")),
                "shop");
        scratch = Scratch.open(TestDatabases.shared().admin(), project);
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @BeforeEach
    void clear() throws IOException {
        for (Path place : List.of(project.migrations(), project.declared())) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Before, rows, declared, a query, what it answers after the way up. The way back brings back what was there. */
    @ParameterizedTest(name = "{index} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create type shop.e as enum ('a', 'b'); create table shop.t (e shop.e primary key default 'b');"
                        + " | insert into shop.t values ('a'), ('b') | create type shop.e as enum ('a', 'x');"
                        + " create table shop.t (e shop.e primary key default 'x'); | select e from shop.t order by 1 | a, x",
                "create type shop.e as enum ('a', 'c'); create table shop.t (k shop.e primary key, e shop.e default 'a');"
                        + " create table shop.u (e shop.e references shop.t (k)); create policy p on shop.t using (e = 'a');"
                        + " create view shop.v as select e from shop.t where e <> 'c';"
                        + " | insert into shop.t values ('a', 'c'); insert into shop.u values ('a')"
                        + " | create type shop.e as enum ('a', 'b', 'c'); create table shop.t (k shop.e primary key, e shop.e default 'a');"
                        + " create table shop.u (e shop.e references shop.t (k)); create policy p on shop.t using (e = 'a');"
                        + " create view shop.v as select e from shop.t where e <> 'c';"
                        + " | select concat(t.k, ' ', t.e) from shop.t join shop.u on u.e = t.k | a c",
                "create domain shop.d as int default 5 check (value > 0); create table shop.t (d shop.d primary key);"
                        + " | insert into shop.t values (3), (4) | create domain shop.d as bigint default 7 check (value > 0);"
                        + " create table shop.t (d shop.d primary key); | select d from shop.t order by 1 | 3, 4",
                "create domain shop.d as int constraint k check (value > 0); create table shop.t (d shop.d);"
                        + " | insert into shop.t values (3) | create domain shop.d as int constraint k check (value > 1);"
                        + " create table shop.t (d shop.d); | select d from shop.t | 3",
                "create type shop.c as (a int, b text); create table shop.t (c shop.c);"
                        + " | insert into shop.t values ((1, 'x')), (null) | create type shop.c as (a bigint, b text);"
                        + " create table shop.t (c shop.c); | select case when c is distinct from null then concat((c).a, (c).b) end from shop.t order by 1 | 1x, null",
                "create table shop.t (a int, b int generated always as (a * 2) stored); | insert into shop.t values (2)"
                        + " | create table shop.t (a int, b int); | select b from shop.t | 4",
                "create table shop.t (x int); | insert into shop.t values (1)"
                        + " | create table shop.t (x int, active boolean not null default true); | select active from shop.t | t",
                "create table shop.t (id serial primary key, x int); | insert into shop.t (x) values (1), (2), (3)"
                        + " | create table shop.t (id int generated by default as identity primary key, x int);"
                        + " | insert into shop.t (x) values (9) returning id | 4",
                "create table shop.t (id int constraint a unique); create table shop.u (id int references shop.t (id));"
                        + " | insert into shop.t values (1); insert into shop.u values (1)"
                        + " | create table shop.t (id int constraint b unique); create table shop.u (id int references shop.t (id));"
                        + " | select id from shop.u | 1",
                "create sequence shop.s minvalue 1 maxvalue 100; | select nextval('shop.s'); select nextval('shop.s')"
                        + " | create sequence shop.s minvalue 10 maxvalue 1000 start 10; | select last_value from shop.s | 10",
                "create table shop.t (id int); alter table shop.t add constraint k check (id > 0) not valid; | insert into shop.t values (1)"
                        + " | create table shop.t (id int, constraint k check (id > 0)); | select id from shop.t | 1",
                "create table shop.t (x int); create function shop.f() returns trigger language plpgsql as 'begin return new; end';"
                        + " | insert into shop.t values (1) | create table shop.t (x int); create function shop.f() returns trigger"
                        + " language plpgsql as 'begin return new; end'; create trigger g after insert on shop.t"
                        + " for each row execute function shop.f('it''s'); | select x from shop.t | 1",
                "create function shop.f() returns int language sql immutable as 'select 1'; create table shop.t (id int);"
                        + " create policy p on shop.t using (id = shop.f()); | insert into shop.t values (1)"
                        + " | create function shop.f() returns bigint language sql immutable as 'select 1::bigint';"
                        + " create table shop.t (id int); create policy p on shop.t using (id = shop.f()); | select id from shop.t | 1",
                "create table shop.t (x int); | insert into shop.t values (1) | create function shop.ok(x int) returns boolean"
                        + " language sql immutable as 'select x > 0'; create table shop.t (x int, constraint k check (shop.ok(x)));"
                        + " | select x from shop.t | 1",
                "create table shop.t (id int); create table shop.u (x int) inherits (shop.t); | insert into shop.u values (1, 2)"
                        + " | create table shop.t (id int, more text); create table shop.u (x int) inherits (shop.t);"
                        + " | select id from shop.t | 1",
                "create type shop.e as enum ('a', 'b', 'c'); create table shop.t (e shop.e[]); | insert into shop.t values ('{a,c}')"
                        + " | create type shop.e as enum ('c', 'a'); create table shop.t (e shop.e[]); | select e from shop.t | {a,c}",
                "create table shop.t (a text, n int, w varchar(3)); | insert into shop.t values ('12', 5, 'x')"
                        + " | create table shop.t (a int, n bigint, w varchar(9)); | select concat(a, n, w) from shop.t | 125x",
                "create table shop.t (a text); | insert into shop.t values ('x'), ('X')"
                        + " | create collation shop.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                        + " create table shop.t (a text collate shop.ci); | select count(*) from shop.t where a = 'x' | 2",
                "create table shop.t (a text); | insert into shop.t values ('x') | create table shop.t (a text);"
                        + " alter table shop.t alter column a set storage external; | select a from shop.t | x",
                "create table shop.t (a text); | insert into shop.t values ('x') | create table shop.t (a text);"
                        + " alter default privileges in schema shop grant select on tables to ghostworks_search;"
                        + " | select count(*) from pg_default_acl where defaclnamespace = 'shop'::regnamespace | 1",
                "alter default privileges in schema shop grant select on tables to ghostworks_search; create table shop.t (x int);"
                        + " revoke all on shop.t from ghostworks_search; | select 1"
                        + " | alter default privileges in schema shop grant select on tables to ghostworks_search;"
                        + " create table shop.u (x int); revoke all on shop.u from ghostworks_search;"
                        + " | select has_table_privilege('ghostworks_search', 'shop.u', 'select') | f"
            })
    void keepsTheRowsOnBothWays(String before, String rows, String declared, String query, String expected)
            throws Exception {
        Files.writeString(project.migrations().resolve("V1__before.sql"), before);
        Files.writeString(project.declared().resolve("00.sql"), declared);
        DatabaseUrl live = scratch.empty();
        Migrator migrator = project.migrator(live);
        migrator.upgrade();
        execute(live, rows);
        SchemaSnapshot then = SchemaSnapshot.read(live, "shop");
        Map<String, List<String>> values = ScratchRows.read(live);
        assertThat(new SchemaDiff(scratch).write("change", CLOCK)).isPresent();
        migrator.upgrade();
        assertThat(asked(live, query)).isEqualTo(expected);
        migrator.downgrade(DowngradeOptions.DEFAULT.acceptDataLoss(true));
        assertThat(then.differences(SchemaSnapshot.read(live, "shop"))).isEmpty();
        if (query.startsWith("select")) {
            assertThat(ScratchRows.read(live)).isEqualTo(values);
        }
        migrator.upgrade();
        if (query.startsWith("select")) {
            assertThat(asked(live, query)).isEqualTo(expected);
        }
    }

    @Test
    void renamesWhatTheDeclaredSchemaSaysWasRenamed() throws Exception {
        Files.writeString(
                project.migrations().resolve("V1__before.sql"),
                "create table shop.old (id serial primary key, name text not null); insert into shop.old (name) values ('a');");
        Files.writeString(project.declared().resolve("00.sql"), """
                -- renamed from old
                create table shop.fresh (
                  id serial primary key,
                  title text not null -- renamed from name
                );
                """);
        DatabaseUrl live = scratch.empty();
        Migrator migrator = project.migrator(live);
        migrator.upgrade();
        NewMigration.Pair pair = new SchemaDiff(scratch).write("rename", CLOCK).orElseThrow();
        assertThat(Files.readString(pair.up())).doesNotContain("drops the column", "drops the table");
        assertThat(Files.readString(pair.down())).doesNotContain("DESTRUCTIVE");
        migrator.upgrade();
        assertThat(asked(live, "select title from shop.fresh")).isEqualTo("a");
        assertThat(asked(live, "insert into shop.fresh (title) values ('b') returning id"))
                .isEqualTo("2");
        migrator.downgrade(DowngradeOptions.DEFAULT);
        assertThat(asked(live, "select name from shop.old order by 1")).isEqualTo("a, b");
        migrator.upgrade();
        assertThat(asked(live, "select title from shop.fresh order by 1")).isEqualTo("a, b");
    }

    @Test
    void marksAnAttributeThatIsDroppedWithWhatColumnsHoldInIt() throws Exception {
        Files.writeString(
                project.migrations().resolve("V1__before.sql"),
                "create type shop.c as (a int, b text); create table shop.t (c shop.c);");
        Files.writeString(
                project.declared().resolve("00.sql"), "create type shop.c as (a int); create table shop.t (c shop.c);");
        NewMigration.Pair pair = new SchemaDiff(scratch).write("less", CLOCK).orElseThrow();
        assertThat(Files.readString(pair.up())).contains("-- DESTRUCTIVE: drops the attribute shop.c.b");
    }

    @Test
    void countsOnWhereASequenceStoodWhenItComesBack() throws Exception {
        Files.writeString(
                project.migrations().resolve("V1__before.sql"), "create table shop.t (id serial primary key, x int);");
        Files.writeString(project.declared().resolve("00.sql"), "create table shop.t (id int primary key, x int);");
        DatabaseUrl live = scratch.empty();
        Migrator migrator = project.migrator(live);
        migrator.upgrade();
        execute(live, "insert into shop.t (x) values (1), (2), (3)");
        NewMigration.Pair pair =
                new SchemaDiff(scratch).write("no sequence", CLOCK).orElseThrow();
        assertThat(Files.readString(pair.up())).contains("-- DESTRUCTIVE: drops the sequence shop.t_id_seq");
        migrator.upgrade();
        migrator.downgrade(DowngradeOptions.DEFAULT);
        assertThat(asked(live, "insert into shop.t (x) values (4) returning id"))
                .isEqualTo("4");
    }

    @Test
    void assignsRatherThanCutsOffAndMarksEveryNarrowing() throws Exception {
        Files.writeString(
                project.migrations().resolve("V1__before.sql"),
                "create table shop.t (a text, n numeric(12, 4), w varchar(3));");
        Files.writeString(project.migrations().resolve("U1__before.sql"), "drop table shop.t;");
        Files.writeString(
                project.declared().resolve("00.sql"), "create table shop.t (a varchar(3), n int, w varchar(9));");
        DatabaseUrl live = scratch.empty();
        Migrator migrator = project.migrator(live);
        migrator.upgrade();
        execute(live, "insert into shop.t values ('abcdef', 19.99)");
        NewMigration.Pair pair = new SchemaDiff(scratch).write("narrow", CLOCK).orElseThrow();
        assertThat(Files.readString(pair.up()))
                .doesNotContain("USING")
                .contains("-- DESTRUCTIVE: changes shop.t.a from text to character varying(3)")
                .contains("-- DESTRUCTIVE: changes shop.t.n from numeric(12,4) to integer")
                .doesNotContain("changes shop.t.w");
        assertThatThrownBy(migrator::upgrade).hasMessageContaining("value too long");
        assertThat(asked(live, "select a from shop.t")).isEqualTo("abcdef");
        assertThat(new MigrationCheck(scratch).findings(Optional.empty()))
                .filteredOn(finding -> finding.rule().equals("narrowing"))
                .hasSize(2)
                .allMatch(finding -> finding.line() > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create publication p for table shop.t | create publication",
                "alter default privileges grant select on tables to public | alter default privileges without IN SCHEMA",
                "alter role ghostworks_owner set work_mem = '1MB' | alter role",
                "grant ghostworks_search to ghostworks_owner | grant of a role"
            },
            quoteCharacter = '`')
    void refusesByNameWhatItDoesNotCompare(String sql, String what) throws IOException {
        Files.writeString(project.declared().resolve("00.sql"), "create table shop.t (x int);\n" + sql + ";");
        assertThatThrownBy(() -> new SchemaDiff(scratch).differences())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith("00.sql:2: " + what + " is not compared; write it in a migration by hand");
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String asked(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            StringBuilder found = new StringBuilder();
            while (row.next()) {
                found.append(found.isEmpty() ? "" : ", ").append(row.getString(1));
            }
            return found.toString();
        }
    }
}
