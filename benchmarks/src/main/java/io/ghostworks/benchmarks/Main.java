package io.ghostworks.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./ghostworks bench}. */
@Command(
        name = "bench",
        description = "Measures beside a baseline, interleaved in one run: only the ratios mean something.",
        subcommands = {HttpCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {

    private static final int MIN_ROWS = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out = System.out;

    private Main() {}

    /** Exits with 0, or 2 for what was asked wrongly. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main()).execute(arguments);
    }

    @Command(
            name = "search",
            description = "Every filter of a list, by owner, policy and ours.",
            mixinStandardHelpOptions = true)
    int search(
            @Option(names = "--rows", defaultValue = "100000", description = "artifacts to make (${DEFAULT-VALUE})")
                    int rows,
            @Option(names = "--rounds", defaultValue = "25", description = "measured calls of each (${DEFAULT-VALUE})")
                    int rounds,
            @Option(
                            names = "--json",
                            defaultValue = "bench-search.json",
                            description = "file for the figures (${DEFAULT-VALUE})")
                    Path json) {
        try (Bench bench = Bench.of(checked(rows), out)) {
            Report report = new SearchBenchmark(bench, rounds).run();
            out.print(report.table());
            report.write(json, rows);
        }
        return 0;
    }

    @Command(
            name = "library",
            description = "Read by id, list and write: operations a second with and without row-level security.",
            mixinStandardHelpOptions = true)
    int library(
            @Option(names = "--rows", defaultValue = "100000", description = "artifacts to make (${DEFAULT-VALUE})")
                    int rows,
            @Option(names = "--millis", defaultValue = "3000", description = "of each measurement (${DEFAULT-VALUE})")
                    int millis,
            @Option(
                            names = "--json",
                            defaultValue = "bench-library.json",
                            description = "file for the figures (${DEFAULT-VALUE})")
                    Path json) {
        try (Bench bench = Bench.of(checked(rows), out)) {
            Report report = LibraryRun.of(bench, millis);
            out.print(report.table());
            report.write(json, rows);
        }
        return 0;
    }

    private int checked(int rows) {
        if (rows < MIN_ROWS) {
            throw new ParameterException(spec.commandLine(), "--rows must be at least " + MIN_ROWS + ", not " + rows);
        }
        return rows;
    }
}
