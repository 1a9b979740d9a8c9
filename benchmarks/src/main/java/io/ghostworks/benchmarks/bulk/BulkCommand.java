package io.ghostworks.benchmarks.bulk;

import io.ghostworks.benchmarks.setup.BenchOptions;
import io.ghostworks.migrations.command.Exit;
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
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE,
            Exit.Line.DEFECT
        })
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
