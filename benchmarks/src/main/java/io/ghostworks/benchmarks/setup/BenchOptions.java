package io.ghostworks.benchmarks.setup;

import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every benchmark asks for. */
public final class BenchOptions {

    private static final int MIN_ROWS = 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rows", defaultValue = "100000", description = "artifacts to make (${DEFAULT-VALUE})")
    private int rows;

    @Option(names = "--json", paramLabel = "FILE", description = "file for the figures (bench-<name>.json)")
    private @Nullable Path json;

    /**
     * Asked before anything is measured.
     *
     * @throws ParameterException if they are too few
     * @throws BenchProblem if the file for the figures cannot be written, which would be found out some minutes later
     */
    public int rows() {
        require(rows >= MIN_ROWS, "--rows must be at least " + MIN_ROWS + ", not " + rows);
        try (OutputStream probe = Files.newOutputStream(json(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            probe.flush();
        } catch (IOException e) {
            throw new BenchProblem(Exit.MACHINE, "cannot write " + json() + ": " + reason(e), e);
        }
        return rows;
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such directory" : String.valueOf(e.getMessage());
    }

    /** Where the figures are written. */
    public Path json() {
        return json == null ? Path.of("bench-" + spec.name() + ".json") : json;
    }

    /** @throws ParameterException with what was asked wrongly */
    public void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** @throws ParameterException unless it is from 0 to 10 minutes */
    public Duration duration(String option, double seconds) {
        require(seconds >= 0 && seconds <= 600, option + " must be from 0 to 600 seconds");
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Makes the data, measures and reports. */
    public int run(Function<Bench, Report> benchmark) {
        PrintStream out = System.out;
        try (Bench bench = Bench.of(rows(), out)) {
            return report(benchmark.apply(bench));
        }
    }

    /** Prints the table and writes the file. */
    public int report(Report report) {
        System.out.print(report.table());
        report.write(json(), rows);
        return 0;
    }
}
