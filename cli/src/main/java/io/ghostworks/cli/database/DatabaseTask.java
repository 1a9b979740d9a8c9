package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.SealKeySource;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the commands that migrate share: which database, whose migrations, JSON. */
abstract class DatabaseTask implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions databases = new DatabaseOptions();

    @Mixin
    private final MigrationOptions migrations = new MigrationOptions();

    @Option(names = "--json", description = "Print one JSON value.")
    private boolean json;

    @Override
    public final Integer call() {
        try {
            return run().code();
        } catch (IllegalArgumentException wrong) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** Does the work. */
    abstract Exit run();

    /** @param make whether to make the embedded database where there is none yet */
    ChosenDatabase open(boolean make) {
        return databases.open(make);
    }

    /** The address that was given, if any, which nothing has connected to. */
    Optional<DatabaseUrl> address() {
        return databases.address();
    }

    /** Where the seal key is. */
    SealKeySource sealKey() {
        return databases.sealKey();
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
