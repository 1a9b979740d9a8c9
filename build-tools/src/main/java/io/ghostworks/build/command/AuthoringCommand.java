package io.ghostworks.build.command;

import io.ghostworks.build.ScratchServer;
import io.ghostworks.build.migration.MigrationProject;
import io.ghostworks.build.migration.Scratch;
import io.ghostworks.migrations.DatabaseProblem;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What they share: where the files are, JSON, and a problem as one line with its exit code. */
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
            return run(files(project));
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

    /** Whose migrations they are. */
    MigrationProject files(ProjectOptions options) {
        return options.project();
    }

    /** Does the work and answers the exit code. */
    abstract int run(MigrationProject files);

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
    int withScratch(MigrationProject files, ToIntFunction<Scratch> work) {
        try (ScratchServer server = ScratchServer.open(project.scratch());
                Scratch scratch = Scratch.open(server.admin(), files)) {
            return work.applyAsInt(scratch);
        }
    }
}
