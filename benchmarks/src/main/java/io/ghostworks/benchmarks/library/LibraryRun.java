package io.ghostworks.benchmarks.library;

import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.Filters;
import io.ghostworks.benchmarks.setup.Report;
import io.ghostworks.benchmarks.setup.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Starts JMH: for one thread and for ten, and for every filter. */
final class LibraryRun {

    /** 0.9 of the throughput. */
    private static final double FIND_TARGET = 1 / 0.9;

    private final Path fork;
    private final Duration warmUp;
    private final Duration time;
    private final String only;
    private final Report report = new Report(List.of("owner us", "ours us"));

    private LibraryRun(Path fork, Duration warmUp, Duration time, String only) {
        this.fork = fork;
        this.warmUp = warmUp;
        this.time = time;
        this.only = only;
    }

    /**
     * Microseconds an operation, so that a ratio above 1 is what the library costs.
     *
     * @param only what the names of the measurements have to contain
     */
    static Report of(Bench bench, int rows, Duration warmUp, Duration time, String only) {
        Path fork = ForkFile.write(rows, bench.database());
        try {
            return new LibraryRun(fork, warmUp, time, only).run(bench.data());
        } finally {
            delete(fork);
        }
    }

    private Report run(SampleData data) {
        for (int threads : List.of(1, 10)) {
            for (String what : List.of("find", "list", "map", "write")) {
                double target = what.equals("find") ? FIND_TARGET : Double.NaN;
                compare(what + ", threads: " + threads, what, threads, "", target);
            }
        }
        Filters.of(data).keySet().forEach(filter -> compare(filter, "search", 1, filter, Double.NaN));
        return report;
    }

    /** Each way twice, in turns. */
    private void compare(String name, String method, int threads, String filter, double target) {
        if (!name.contains(only)) {
            return;
        }
        double[] micros = {0, 0};
        for (int turn = 0; turn < 2; turn++) {
            micros[0] += micros(method + "ByOwner", threads, filter) / 2;
            micros[1] += micros(method + "ByLibrary", threads, filter) / 2;
        }
        report.add(name, 0, micros, target);
    }

    private double micros(String method, int threads, String filter) {
        var options = new OptionsBuilder()
                .include("LibraryBenchmark\\." + method + "$")
                .param("filter", filter)
                .forks(1)
                .jvmArgsAppend(ForkFile.option(fork))
                .threads(threads)
                .mode(Mode.Throughput)
                .warmupIterations(warmUp.isZero() ? 0 : 1)
                .warmupTime(TimeValue.milliseconds(warmUp.toMillis()))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(time.toMillis()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            Collection<RunResult> results = new Runner(options).run();
            double perSecond = results.iterator().next().getPrimaryResult().getScore();
            return 1e6 / perSecond;
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
