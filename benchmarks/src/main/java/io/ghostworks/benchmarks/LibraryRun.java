package io.ghostworks.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Starts JMH, for one thread and for ten. */
final class LibraryRun {

    private LibraryRun() {}

    /** Microseconds an operation, so that a ratio above 1 is what the library costs. */
    static Report of(Bench bench, int millis) {
        LibraryBenchmark.current = bench;
        Report report = new Report(List.of("owner us", "ours us"));
        for (int threads : List.of(1, 10)) {
            for (String what : List.of("find", "list", "write")) {
                // Each way twice, in turns.
                double[] micros = {0, 0};
                for (int turn = 0; turn < 2; turn++) {
                    micros[0] += micros(what + "ByOwner", threads, millis) / 2;
                    micros[1] += micros(what + "ByLibrary", threads, millis) / 2;
                }
                double target = what.equals("find") ? 1 / 0.9 : Double.NaN;
                report.add(what + ", threads: " + threads, 0, micros, target);
            }
        }
        return report;
    }

    private static double micros(String method, int threads, int millis) {
        var options = new OptionsBuilder()
                .include("LibraryBenchmark\\." + method + "$")
                .forks(0)
                .threads(threads)
                .mode(Mode.Throughput)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
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
}
