package io.ghostworks.benchmarks.bulk;

import io.ghostworks.benchmarks.setup.BenchOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench bulk}. */
@Command(
        name = "bulk",
        description = "Import and export, by COPY, library and server.",
        mixinStandardHelpOptions = true)
public final class BulkCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--rounds", defaultValue = "5", description = "measured runs of each (${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        try (BulkBenchmark benchmark = new BulkBenchmark(options.rows(), rounds, out)) {
            return options.report(benchmark.run());
        }
    }
}
