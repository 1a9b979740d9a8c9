package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.CommandProvider;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands as a person calls them: what they print and their exit codes. */
class CommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectory(folder.resolve("migration"));
        Files.writeString(
                Files.createDirectory(folder.resolve("schema")).resolve("a.sql"), "create table shop.a (x int);");
    }

    @Test
    void writesAPairOfFiles() {
        assertThat(run("new", "add colour", "--json")).isZero();
        assertThat(out.toString()).contains("{\"up\":\"").contains("__add_colour.sql\",\"down\":\"");
    }

    @Test
    void writesTheDifferenceAndThenHasNothingToDo() {
        String[] diff = {"diff", "make a", "--schema", "shop", "--scratch", scratch()};
        assertThat(run(diff)).isZero();
        assertThat(out.toString()).contains("__make_a.sql");
        assertThat(run(diff)).isZero();
        assertThat(out.toString()).contains("Nothing to do: the migrations make the declared schema.");
        assertThat(run("check", "--schema", "shop", "--scratch", scratch())).isZero();
        assertThat(out.toString()).contains("No findings.");
    }

    @Test
    void endsWithOneWhenThereAreFindings() {
        assertThat(run("check", "--schema", "shop", "--scratch", scratch(), "--json"))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("[{\"rule\":\"declared\"");
    }

    @Test
    void endsWithOneLineAndItsOwnCodeForEachProblem() {
        assertThat(run("check", "--schema", "shop", "--scratch", "postgresql://u:secret@127.0.0.1:1/x"))
                .isEqualTo(3);
        assertThat(run("check", "--schema", "shop", "--scratch", "mysql://secret"))
                .isEqualTo(2);
        assertThat(run("new", "!")).isEqualTo(2);
        assertThat(run("new", "x", "--migrations", folder.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("ghostworks: "));
        assertThat(err.toString()).doesNotContain("secret");
    }

    @Test
    void comparesALiveDatabaseWithTheProgramsMigrationsWhereverItRuns() {
        try (TestDatabase database = TestDatabases.shared().create()) {
            String live = address(database.admin());
            assertThat(execute("drift", "--database", live, "--scratch", scratch()))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("No drift");
        }
    }

    @Test
    void asksForTheSchemaOfAServicesMigrationsInsteadOfMissingOurs() {
        assertThat(run("drift", "--database", "postgresql://x@127.0.0.1:1/x")).isEqualTo(2);
        assertThat(execute("drift", "--database", "postgresql://x@127.0.0.1:1/x", "--schema", "shop"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("needs --schema NAME, the schema that they make", "--schema shop needs --migrations DIR");
    }

    @Test
    void asksForTheSchemaOfForeignMigrationsAndBlamesNoDatabase() {
        for (String command : List.of("check", "drift", "diff x", "merge")) {
            assertThat(run(command.split(" "))).as(command).isEqualTo(2);
        }
        assertThat(err.toString().lines())
                .hasSize(4)
                .allMatch(line -> line.endsWith(" needs --schema NAME, the schema that they make"));
    }

    @Test
    void saysThatThereAreNoMigrationsHereRatherThanThatTheDatabaseLacksThem() {
        String nowhere = folder.resolve("nowhere").toString();
        for (String command : List.of("check", "drift", "merge")) {
            assertThat(run(command, "--migrations", nowhere, "--schema", "shop"))
                    .as(command)
                    .isEqualTo(2);
        }
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("ghostworks: there is no folder " + nowhere + " with migrations; "));
    }

    private static String address(DatabaseUrl admin) {
        String password = admin.password() == null ? "" : ":" + admin.password();
        return admin.toString().replace("@", password + "@");
    }

    private static String scratch() {
        return address(TestDatabases.shared().admin());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--migrations")) {
            all.addAll(List.of("--migrations", folder.resolve("migration").toString()));
        }
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine line = new CommandLine(new Parent());
        CommandProvider.find((address, file) -> ChosenDatabase.at(DatabaseUrl.parse(address.orElseThrow())))
                .forEach(line::addSubcommand);
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println("ghostworks: " + problem.getMessage());
            return Exit.of(((DatabaseProblem) problem).kind()).code();
        });
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "db")
    private static final class Parent {}
}
