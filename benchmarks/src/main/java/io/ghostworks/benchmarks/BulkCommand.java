package io.ghostworks.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./ghostworks bench bulk}. */
@Command(
        name = "bulk",
        description = "Import and export, by COPY, library and server.",
        mixinStandardHelpOptions = true)
final class BulkCommand implements Callable<Integer> {

    private static final int MIN_ROWS = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rows", defaultValue = "100000", description = "artifacts to move (${DEFAULT-VALUE})")
    private int rows;

    @Option(names = "--rounds", defaultValue = "5", description = "measured runs of each (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--json", defaultValue = "bench-bulk.json", description = "file for the figures (${DEFAULT-VALUE})")
    private Path json = Path.of("bench-bulk.json");

    @Override
    public Integer call() {
        if (rows < MIN_ROWS) {
            throw new ParameterException(spec.commandLine(), "--rows must be at least " + MIN_ROWS + ", not " + rows);
        }
        PrintStream out = System.out;
        try (BulkBenchmark benchmark = new BulkBenchmark(rows, rounds, out)) {
            Report report = benchmark.run();
            out.print(report.table());
            report.write(json, rows);
        }
        return 0;
    }
}
