package io.ghostworks.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every benchmark asks for. */
final class BenchOptions {

    private static final int MIN_ROWS = 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rows", defaultValue = "100000", description = "artifacts to make (${DEFAULT-VALUE})")
    private int rows;

    @Option(names = "--json", paramLabel = "FILE", description = "file for the figures (bench-<name>.json)")
    private @Nullable Path json;

    int rows() {
        return rows;
    }

    /** Makes the data, measures, prints the table and writes the file. */
    int run(Function<Bench, Report> benchmark) {
        if (rows < MIN_ROWS) {
            throw new ParameterException(spec.commandLine(), "--rows must be at least " + MIN_ROWS + ", not " + rows);
        }
        PrintStream out = System.out;
        try (Bench bench = Bench.of(rows, out)) {
            Report report = benchmark.apply(bench);
            out.print(report.table());
            report.write(json == null ? Path.of("bench-" + spec.name() + ".json") : json, rows);
        }
        return 0;
    }
}
