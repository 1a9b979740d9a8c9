package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoringTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:34:56Z"), ZoneOffset.UTC);
    private static final String TABLE = "create table shop.item (id int primary key, name text, price int);";

    @TempDir
    private Path folder = Path.of("");

    private MigrationProject project = new MigrationProject(Path.of(""), Path.of(""), "shop");

    private @Nullable Scratch opened;

    @BeforeEach
    void folders() throws IOException {
        project = new MigrationProject(
                Files.createDirectory(folder.resolve("migration")),
                Files.createDirectory(folder.resolve("schema")),
                "shop");
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Scratch scratch() {
        if (opened == null) {
            opened = Scratch.open(TestDatabases.shared().admin(), project);
        }
        return opened;
    }

    @Test
    void namesANewPairByTheMinuteAndNeverOverwrites() throws IOException {
        NewMigration files = new NewMigration(project.migrations(), CLOCK);
        assertThat(files.empty("Add  colour!").up()).hasFileName("V2026_11_22_1234__add_colour.sql");
        assertThat(files.empty("add colour").down()).hasFileName("U2026_11_22_1235__add_colour.sql");
        write("V2030_01_01_2359__far.sql", "select 1;");
        assertThat(files.empty("later").up()).hasFileName("V2030_01_02_0000__later.sql");
        assertThatThrownBy(() -> files.empty("!!")).hasMessageContaining("describe the migration");
    }

    @Test
    void writesNothingWhenThereIsNothingToDo() throws IOException {
        write("V1__item.sql", TABLE);
        declare("create table item (name text, price int, id int, primary key (id));");
        assertThat(new SchemaDiff(scratch()).write("nothing", CLOCK)).isEmpty();
        assertThat(files()).containsExactly("V1__item.sql");
    }

    @Test
    void marksWhatDestroysAndWhatLocks() throws IOException {
        write("V1__item.sql", TABLE);
        declare(
                "create table shop.item (id bigint primary key, name text not null); create index on shop.item (name);");
        NewMigration.Pair pair =
                new SchemaDiff(scratch()).write("rework", CLOCK).orElseThrow();
        assertThat(Files.readString(pair.up()))
                .startsWith("-- rework\n")
                .contains("-- DESTRUCTIVE: drops the column shop.item.price")
                .contains("-- LOCKING (rewrite): writes the table shop.item anew")
                .contains("-- LOCKING (not-null): reads every row to see that shop.item.name is not null")
                .contains("-- LOCKING (index): builds the index shop.item_name_idx")
                .doesNotContain("ghostworks_scratch");
        assertThat(Files.readString(pair.down())).startsWith("-- Takes back: rework\n");
    }

    @Test
    void writesNothingWhenNoScriptLeadsThere() throws IOException {
        write("V1__item.sql", "create type shop.size as enum ('s'); create table shop.item (s shop.size);");
        declare("create type shop.size as enum ('s', 'm'); create table shop.item (s shop.size default 'm');");
        assertThatThrownBy(() -> new SchemaDiff(scratch()).write("sizes", CLOCK))
                .hasMessageContaining("unsafe use of new value")
                .hasMessageContaining("by hand");
        assertThat(files()).containsExactly("V1__item.sql");
    }

    @Test
    void namesFileAndLineOfADeclaredSchemaThatCannotBeRead() throws IOException {
        declare("create table shop.a (x int);\n\ncreate tabel shop.b ();");
        assertThatThrownBy(() -> new SchemaDiff(scratch()).differences())
                .hasMessageStartingWith("00.sql:3: ")
                .hasMessageContaining("syntax error");
    }

    @Test
    void findsNothingWrongWithGoodMigrations() throws IOException {
        write("V1__item.sql", TABLE);
        write("U1__item.sql", "drop table shop.item;");
        write("V2__price.sql", "create index concurrently price on shop.item (price);");
        write("U2__price.sql", "drop index concurrently shop.price;");
        declare(TABLE + "create index price on shop.item (price);");
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsBadNamesAndMissingPartners() throws IOException {
        write("V1__item.sql", TABLE);
        write("V_2_wrong.sql", "select 1;");
        write("U7__other.sql", "select 1;");
        declare(TABLE);
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "V_2_wrong.sql: is not named like a migration: VYYYY_MM_DD_HHMM__what_it_does.sql, or U… [name]",
                        "V1__item.sql: has no U1__item.sql to take it back [no-down]",
                        "U7__other.sql: takes back nothing: there is no V7__other.sql [no-up]");
    }

    @Test
    void findsTwoMigrationsOfOneVersion() throws IOException {
        write("V1__item.sql", TABLE);
        write("V1__other.sql", "select 1;");
        assertThat(findings())
                .anyMatch(found -> found.startsWith("V1__other.sql: has the same version as V1__item.sql"));
    }

    @Test
    void findsAWayBackThatLeadsElsewhere() throws IOException {
        write("V1__item.sql", TABLE);
        write("U1__item.sql", "drop table shop.item; create table shop.left_over (x int);");
        declare(TABLE);
        assertThat(findings())
                .anyMatch(found ->
                        found.equals("U1__item.sql: does not bring back: table shop.left_over should not be there"
                                + " [not-reversible]"));
    }

    @Test
    void findsThatTheDeclaredSchemaIsAnother() throws IOException {
        write("V1__item.sql", TABLE);
        write("U1__item.sql", "drop table shop.item;");
        declare(TABLE + "alter table shop.item enable row level security;");
        assertThat(findings())
                .singleElement()
                .asString()
                .contains("row security of table shop.item differs", "[declared]");
    }

    @Test
    void findsStatementsThatStopAService() throws IOException {
        write("V1__item.sql", TABLE);
        write("U1__item.sql", "drop table shop.item;");
        write("V2__locks.sql", """
                create index name on shop.item (name);
                alter table shop.item alter column name set not null;
                alter table shop.item alter column price type bigint;
                alter table shop.item add column made timestamptz default clock_timestamp();
                alter table shop.item add constraint positive check (price > 0);
                -- ghostworks:accept index: it has ten rows
                create index price on shop.item (price);
                alter table shop.item add constraint later check (price > 1) not valid;
                create table shop.fresh (x int check (x > 0));
                create index on shop.fresh (x);
                """);
        assertThat(findings().stream()
                        .filter(found -> found.matches("V2__locks.sql:\\d.*"))
                        .map(found -> found.replaceFirst("^V2__locks.sql:(\\d+): .*\\[(.*)]$", "$1 $2")))
                .containsExactly("1 index", "2 not-null", "3 rewrite", "4 rewrite", "5 constraint");
    }

    @Test
    void comparesWithTheBaseBranchAndMergesWhatComesTooLate() throws Exception {
        write("V1__item.sql", TABLE);
        write("U1__item.sql", "drop table shop.item;");
        write("V3__c.sql", "select 3;");
        write("U3__c.sql", "select 3;");
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "base");
        write("V1__item.sql", TABLE + " ");
        write("V2__late.sql", "select 2;");
        write("U2__late.sql", "select 2;");
        assertThat(new MigrationCheck(scratch()).findings(Optional.of("HEAD")))
                .extracting(finding -> finding.rule() + " " + finding.file())
                .contains("changed V1__item.sql", "two-heads V2__late.sql");
        assertThat(new MigrationMerge(project, CLOCK).merge(Optional.of("HEAD"), Optional.empty()))
                .extracting(MigrationMerge.Renamed::toString)
                .containsExactly(
                        "Renamed[from=V2__late.sql, to=V2026_11_22_1234__late.sql]",
                        "Renamed[from=U2__late.sql, to=U2026_11_22_1234__late.sql]");
        assertThat(files()).contains("V2026_11_22_1234__late.sql").doesNotContain("V2__late.sql");
        assertThat(new MigrationMerge(project, CLOCK).merge(Optional.of("HEAD"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void mergesWhatTheDatabaseHasNotApplied() throws Exception {
        write("V1__item.sql", TABLE);
        DatabaseUrl live = scratch().empty();
        project.migrator(live).upgrade();
        write("V1__other.sql", "select 1;");
        assertThatThrownBy(() -> new MigrationMerge(project, CLOCK).merge(Optional.empty(), Optional.empty()))
                .hasMessageContaining("--base BRANCH or --database URL");
        Files.delete(folder.resolve("migration/V1__other.sql"));
        write("V0.5__early.sql", "select 1;");
        assertThat(new MigrationMerge(project, CLOCK).merge(Optional.empty(), Optional.of(live)))
                .extracting(MigrationMerge.Renamed::to)
                .containsExactly("V2026_11_22_1234__early.sql");
    }

    @Test
    void case23FindsAndRepairsWhatWasAlteredByHand() throws Exception {
        write(
                "V1__item.sql",
                TABLE + "alter table shop.item enable row level security, force row level security;"
                        + "create policy keep on shop.item to authenticated_users using (id > 0);");
        DatabaseUrl live = scratch().empty();
        project.migrator(live).upgrade();
        assertThat(new Drift(scratch()).compare(live).differences()).isEmpty();
        Sql.run(
                live.dataSource(),
                "alter policy keep on shop.item using (true)",
                "alter table shop.item no force row level security",
                "grant select on shop.item to public",
                "create table shop.by_hand (x int)");
        Drift.Report report = new Drift(scratch()).compare(live);
        assertThat(report.differences().toString())
                .contains(
                        "policy keep on shop.item differs", "«permissive for all to authenticated_users using (true)»")
                .contains("table shop.by_hand should not be there")
                .contains("privileges of table shop.item differs")
                .contains("row security of table shop.item differs: expected «enabled and forced», found «enabled»");
        Sql.run(live.dataSource(), report.repair().orElseThrow());
        assertThat(new Drift(scratch()).compare(live).differences()).isEmpty();
        assertThat(SchemaSnapshot.read(live, "shop").toString()).doesNotContain("by_hand");
    }

    /** Roles belong to the server, so here only what one database has of them can differ. */
    @Test
    void findsAndRepairsWhatBelongsToTheSchemaAndIsNotInIt() throws Exception {
        write(
                "V1__item.sql",
                TABLE
                        + "create table shop.part (item int references shop.item); grant select on shop.part to authenticated_users;");
        DatabaseUrl live = scratch().empty();
        project.migrator(live).upgrade();
        assertThat(new Drift(scratch()).compare(live).differences()).isEmpty();
        Sql.run(
                live.dataSource(),
                "alter table shop.part disable trigger all",
                "create publication abroad for table shop.item",
                "do $$ begin execute format('alter database %I set app.current_tenant_id = %L', current_database(), 'x');"
                        + " execute format('alter role authenticated_users in database %I set row_security = off',"
                        + " current_database()); execute format('alter role authenticated_users in database %I"
                        + " set statement_timeout = 1000', current_database()); end $$");
        Drift.Report report = new Drift(scratch()).compare(live);
        assertThat(report.differences())
                .extracting(SchemaDifference::toString)
                .containsExactlyInAnyOrder(
                        "internal triggers of table shop.part should not be there: found «disabled for part_item_fkey»",
                        "definition of publication abroad should not be there: found «item»",
                        "definition of setting app.current_tenant_id of the database should not be there: found «a value of its own»",
                        "definition of setting row_security of role authenticated_users should not be there: found"
                                + " «row_security=off»");
        assertThat(report.repair())
                .hasValueSatisfying(repair -> assertThat(repair)
                        .contains("rows written meanwhile were not checked", "drop publication abroad;"));
        Sql.run(live.dataSource(), report.repair().orElseThrow());
        assertThat(new Drift(scratch()).compare(live).differences()).isEmpty();
    }

    @Test
    void repairsIndexesAndConstraintsThatWereLeftInvalid() throws Exception {
        write(
                "V1__item.sql",
                TABLE
                        + "create table shop.part (item int constraint known references shop.item, n int constraint positive"
                        + " check (n > 0)); create unique index part_n on shop.part (n);");
        DatabaseUrl live = scratch().empty();
        project.migrator(live).upgrade();
        Sql.run(
                live.dataSource(),
                "alter table shop.part drop constraint known, drop constraint positive",
                "alter table shop.part add constraint known foreign key (item) references shop.item not valid,"
                        + " add constraint positive check (n > 0) not valid",
                "update pg_index set indisvalid = false where indexrelid = 'shop.part_n'::regclass");
        Drift.Report report = new Drift(scratch()).compare(live);
        assertThat(report.repair())
                .hasValueSatisfying(repair -> assertThat(repair)
                        .contains("VALIDATE CONSTRAINT known;", "VALIDATE CONSTRAINT positive;")
                        .contains("REINDEX INDEX shop.part_n;"));
        Sql.run(live.dataSource(), report.repair().orElseThrow());
        assertThat(new Drift(scratch()).compare(live).differences()).isEmpty();
    }

    private List<String> findings() {
        return new MigrationCheck(scratch())
                .findings(Optional.empty()).stream().map(Finding::toString).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(project.migrations())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void git(String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("git", "-C", project.migrations().toString()), Stream.of(arguments))
                .toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void declare(String sql) throws IOException {
        Files.writeString(project.declared().resolve("00.sql"), sql);
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(project.migrations().resolve(name), sql);
    }
}
