package io.ghostworks.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench library}. */
@Command(
        name = "library",
        description = "Read by id, list, mapping, write and every search, with and without row-level security, by JMH.",
        mixinStandardHelpOptions = true)
final class LibraryCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--millis", defaultValue = "2000", description = "of each measurement (${DEFAULT-VALUE})")
    private int millis;

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
        return options.run(bench -> LibraryRun.of(bench, options.rows(), before, Duration.ofMillis(millis), only));
    }
}
