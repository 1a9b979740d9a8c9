package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.migrations.ChosenDatabase;
import io.ghostworks.migrations.DatabaseProblem;
import io.ghostworks.migrations.Migrator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the commands for the database share: which one, whose migrations, JSON, and a problem as one line. */
abstract class DatabaseTask implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final MigrationOptions migrations = new MigrationOptions();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The database (default: $$DATABASE_MIGRATION_URL, $$DATABASE_URL, else the embedded one).")
    private @Nullable String database;

    @Option(names = "--json", description = "Print one JSON value.")
    private boolean json;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (DatabaseProblem problem) {
            return fail(problem, problem.kind().exitCode());
        } catch (IllegalArgumentException wrong) {
            return fail(wrong, DatabaseProblem.Kind.CONFIGURATION.exitCode());
        }
    }

    private int fail(Exception problem, int exitCode) {
        spec.commandLine().getErr().println("ghostworks: " + problem.getMessage());
        return exitCode;
    }

    /** Does the work and answers the exit code. */
    abstract int run();

    ChosenDatabase open() {
        return ChosenDatabase.of(Optional.ofNullable(database), System.getenv(), Home.get());
    }

    /** The address that was given, if any, which nothing has connected to. */
    Optional<String> address() {
        return Optional.ofNullable(database)
                .or(() -> Optional.ofNullable(System.getenv("DATABASE_MIGRATION_URL")))
                .or(() -> Optional.ofNullable(System.getenv("DATABASE_URL")));
    }

    Migrator migrator(ChosenDatabase chosen) {
        return migrations.migrator(chosen.url());
    }

    /** A line while the work goes on. */
    void progress(String line) {
        spec.commandLine().getErr().println(line);
    }

    /** Prints the value as JSON, or else the lines. */
    void print(Object value, List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(value));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
