package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.authoring.Scratch;
import io.ghostworks.build.ScratchServer;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What they share: where the files are, and JSON. */
abstract class AuthoringCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print one JSON value.")
    private boolean json;

    @Override
    public final Integer call() {
        try {
            return run(files(project)).code();
        } catch (IllegalArgumentException wrong) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** Whether it matters which schema the migrations make. */
    boolean knowsSchema() {
        return true;
    }

    /** Whose migrations they are. */
    MigrationProject files(ProjectOptions options) {
        return options.project(knowsSchema());
    }

    /** Does the work. */
    abstract Exit run(MigrationProject files);

    /** Prints the value as JSON, or else the lines. */
    void print(Object value, String... lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(value));
        } else {
            for (String line : lines) {
                out.println(line);
            }
        }
        out.flush();
    }

    /** With scratch databases, which are gone afterwards. */
    Exit withScratch(MigrationProject files, Function<Scratch, Exit> work) {
        try (ScratchServer server = ScratchServer.open(project.scratch());
                Scratch scratch = Scratch.open(server.admin(), files)) {
            return work.apply(scratch);
        }
    }
}
