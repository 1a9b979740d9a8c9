package io.ghostworks.benchmarks.search;

import io.ghostworks.benchmarks.setup.BenchOptions;
import io.ghostworks.migrations.command.Exit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench search}. */
@Command(
        name = "search",
        description = "Every filter of a list: a page and a count by the owner, under the policy, and ours.",
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
public final class SearchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--rounds", defaultValue = "25", description = "measured calls of each (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "before anything is measured (${DEFAULT-VALUE})")
    private double warmUp;

    @Option(
            names = "--only",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "measure only what has it in its name")
    private String only = "";

    @Override
    public Integer call() {
        Duration before = options.duration("--warm-up", warmUp);
        return options.run(bench -> {
            PrintStream out = System.out;
            try (TenantAlone alone = TenantAlone.of(options.rows(), out)) {
                return new SearchBenchmark(bench, alone, before, rounds, only).run();
            }
        });
    }
}
