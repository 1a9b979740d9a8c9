package io.ghostworks.benchmarks.library;

import io.ghostworks.benchmarks.setup.BenchOptions;
import io.ghostworks.migrations.command.Exit;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench library}. */
@Command(
        name = "library",
        description = "Read by id, list, mapping, write and every search, with and without row-level security, by JMH.",
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
public final class LibraryCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--seconds", defaultValue = "2", description = "of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "of each before it is measured (${DEFAULT-VALUE})")
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
        Duration time = options.duration("--seconds", seconds);
        options.require(time.toMillis() > 0, "--seconds must be 0.001 or more");
        return options.run(bench -> LibraryRun.of(bench, options.rows(), before, time, only));
    }
}
