package io.ghostworks.benchmarks.http;

import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.BenchOptions;
import io.ghostworks.migrations.command.Exit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./ghostworks bench http}. */
@Command(
        name = "http",
        description = "The server under load of 32 connections, beside pgbench with the same statements.",
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
public final class HttpCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--seconds", defaultValue = "5", description = "of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "of server and pgbench in turns (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "45",
            description = "seconds of each workload before anything is measured (${DEFAULT-VALUE})")
    private double warmUp;

    @Option(names = "--only", split = ",", description = "workloads to measure: get, list, search, post (all)")
    private List<String> only = List.of();

    @Option(names = "--pgbench", description = "the program; found on PATH and where Debian has it. none: no baseline")
    private @Nullable String pgbench;

    @Option(
            names = "--key",
            paramLabel = "KEY=VALUE",
            description = "configures the server, such as DATABASE_POOL_SIZE=6; may be repeated")
    private Map<String, String> keys = Map.of();

    @Option(names = "--jvm-option", description = "one more option for the server's JVM; may be repeated")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() throws Exception {
        Duration before = options.duration("--warm-up", warmUp);
        Duration time = options.duration("--seconds", seconds);
        options.require(seconds > 0, "--seconds must be more than 0");
        options.require(rounds >= 1, "--rounds must be at least 1");
        PrintStream out = System.out;
        Pgbench baseline = Pgbench.find(pgbench);
        if (baseline.program().isEmpty()) {
            out.println("No pgbench, so no baseline. Debian has it in the package postgresql-15, others in"
                    + " postgresql-contrib.");
        }
        try (Bench bench = Bench.of(options.rows(), out);
                HttpBenchmark benchmark = HttpBenchmark.prepare(bench, baseline, jvmOptions, keys, out)) {
            HttpReport report = benchmark.run(only, before, time, rounds);
            out.print(report.table());
            report.write(options.json(), options.rows());
        }
        return 0;
    }
}
