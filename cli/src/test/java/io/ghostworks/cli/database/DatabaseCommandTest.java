package io.ghostworks.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.cli.Main;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class DatabaseCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void goesUpTellsWhereItIsAndComesBack(TestDatabase database) throws IOException {
        write("V1__one.sql", "create table one (x int);");
        write("U1__one.sql", "drop table one;");
        assertThat(shop(database, "upgrade", "--dry-run")).isZero();
        assertThat(shop(database, "upgrade")).isZero();
        assertThat(shop(database, "status")).isZero();
        assertThat(shop(database, "downgrade")).isZero();
        assertThat(out.toString())
                .contains("would apply V1__one.sql", "applied V1__one.sql", "The database is at 1.")
                .contains("applied   V1__one.sql", "the newest migration is 1; 0 pending")
                .contains("ran U1__one.sql", "The database is at no migration.");
    }

    @Test
    void reportsAsJson(TestDatabase database) throws IOException {
        write("V1__one.sql", "create table one (x int);");
        assertThat(shop(database, "upgrade", "--json")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{\"dry_run\":false,\"from\":null,\"to\":\"1\",\"scripts\":[\"V1__one.sql\"]}");
    }

    @Test
    void endsWithALineAndACodeForEachProblem(TestDatabase database) throws IOException {
        write("V1__one.sql", "create table one (x int);\ncreate nonsense;");
        assertThat(shop(database, "upgrade", "--to", "9")).isEqualTo(2);
        assertThat(shop(database, "upgrade")).isEqualTo(4);
        assertThat(run("upgrade", "--database", "postgresql://u:secret@127.0.0.1:1/x"))
                .isEqualTo(3);
        assertThat(run("status", "--database", "mysql://secret")).isEqualTo(2);
        assertThat(run("status", "--schema", "shop", "--database", url(database.admin())))
                .isEqualTo(2);
        assertThat(err.toString()).contains("ghostworks: V1__one.sql:2: ").doesNotContain("secret", "\tat ");
        assertThat(err.toString().lines()).hasSize(5).allMatch(line -> line.startsWith("ghostworks: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "status"})
    void takesMigrationsOnlyWithTheSchemaThatTheyMake(String command, TestDatabase database) throws IOException {
        write("V1__one.sql", "create table one (x int);");
        String[] given = {command, "--database", url(database.admin()), "--migrations", folder.toString()};

        assertThat(run(given)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "ghostworks: --migrations " + folder + " needs --schema NAME, the schema that they make");
    }

    @Test
    void namesTheCommandThatCreatesAMissingDatabase(TestDatabase database) {
        DatabaseUrl missing = database.admin().withDatabase("no_such_database");
        assertThat(run("status", "--database", url(missing))).isEqualTo(3);
        assertThat(run("doctor", "--database", url(missing))).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("`db init` makes it"));
    }

    @Test
    void takesTheDatabaseFromTheConfigurationFileThatTheServerReads(TestDatabase database) throws IOException {
        Path file = Files.writeString(
                folder.resolve("server.conf"), "PORT=0\nDATABASE_URL=" + url(database.admin()) + "\n");
        assertThat(run("status", "--config", file.toString())).isZero();
        assertThat(run("doctor", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("0 pending", "No findings.");
    }

    @Test
    void provesInACopyThatOurSchemaKeepsTenantsApart(TestDatabase database) {
        String scratch = url(TestDatabases.shared().admin());
        assertThat(run("doctor", "--database", url(database.admin()), "--prove", "--scratch", scratch))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("Proved: the same for one tenant, whatever rows another has: ")
                .contains(" table ghostworks.artifacts,");
    }

    @Test
    void saysThatTheOptionsOfAProofNeedOne(TestDatabase database) {
        assertThat(run("doctor", "--database", url(database.admin()), "--enter", "select 1"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("ghostworks: --enter and --scratch go with --prove");
    }

    @Test
    void saysWhichOfTwoOptionsIsWrong(TestDatabase database) {
        assertThat(run("upgrade", "--database", url(database.admin()), "--lock-timeout", "0"))
                .isEqualTo(2);
        assertThat(run("upgrade", "--database", url(database.admin()), "--attempts", "0"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ghostworks: the lock timeout must be at least 1 ms",
                        "ghostworks: the number of attempts must be at least 1");
    }

    @Test
    void initialisesADatabaseThatUpgradesAndMayBeRepeated(TestDatabase database) throws SQLException {
        DatabaseUrl fresh = database.admin().withDatabase(database.name() + "_fresh");
        String[] init = {
            "init",
            "--database",
            url(fresh),
            "--app-role",
            String.valueOf(database.app().user()),
            "--maintenance-database",
            database.name()
        };
        try {
            assertThat(run(init)).isZero();
            assertThat(run("upgrade", "--database", url(fresh))).isZero();
            assertThat(run(init)).isZero();
            assertThat(run("status", "--database", url(fresh))).isZero();
            int before = out.toString().length();
            assertThat(run("doctor", "--seal", "--database", url(fresh))).isZero();
            // The embedded server may wait for a fix that its database does not decide about.
            assertThat(out.toString().substring(before).lines().filter(line -> line.matches("(?:ERROR|WARNING) .*")))
                    .allMatch(line -> line.endsWith("  seal-server-outdated"));
        } finally {
            drop(database, fresh.database());
        }
        assertThat(out.toString())
                .contains(
                        "The database is ready for `db upgrade`.",
                        "Tenant contexts are kept in a parameter that the role ghostworks_seal alone may set.",
                        "(DATABASE_URL); its password is as it was: set GHOSTWORKS_APP_PASSWORD",
                        "(DATABASE_SIGN_IN_URL); its password is as it was: set GHOSTWORKS_SIGN_IN_PASSWORD",
                        "0 pending");
    }

    private static void drop(TestDatabase database, String name) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        }
    }

    @Test
    void printsTheStatementsOfInitAndConnectsNowhere() {
        assertThat(run("init", "--print-sql", "--database", "postgresql://u:secret@127.0.0.1:1/shop"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "create role \"ghostworks_sign_in\" login",
                        "grant connect on database \"shop\" to \"ghostworks_sign_in\"",
                        "create database \"shop\"",
                        "\\connect \"shop\"",
                        "create extension \"pg_trgm\"")
                .doesNotContain("secret");
    }

    private int shop(TestDatabase database, String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--database", url(database.admin())));
        all.addAll(List.of("--schema", "shop", "--migrations", folder.toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private static String url(DatabaseUrl admin) {
        return admin.toString().replace("@", (admin.password() == null ? "" : ":" + admin.password()) + "@");
    }

    private int run(String... arguments) {
        return Main.commandLine(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("db"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }
}
