package io.ghostworks.benchmarks.http;

import io.ghostworks.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured of the server, as a table for people and as JSON for machines. More is better, but for times. */
final class HttpReport {

    private static final double LEAST_RATIO = 0.5;
    private static final double MOST_P99_MILLIS = 20;

    private final List<Line> lines = new ArrayList<>();
    private double heap;

    /**
     * One workload.
     *
     * @param ours requests a second at the peak
     * @param pgbench the same with as many clients as the server has connections; NaN where there is none
     * @param crowded the same with as many as the server has callers
     * @param micros what a request costs the server's process in time of a processor; the database's is not in it
     * @param steady at 70 % of the peak, timed from when each request should have been sent
     */
    record Line(
            String name,
            double ours,
            double pgbench,
            double crowded,
            double micros,
            HttpLoad.Result steady,
            long errors) {

        double ratio() {
            return ours / pgbench;
        }

        double p50() {
            return steady.millisAt(50);
        }

        double p99() {
            return steady.millisAt(99);
        }

        String verdict() {
            boolean misses = ratio() < LEAST_RATIO || p99() >= MOST_P99_MILLIS || errors > 0;
            return misses ? "MISSED" : "holds";
        }
    }

    void add(Line line) {
        lines.add(line);
    }

    /** @param mebibytes the most heap in use that was seen */
    void heap(double mebibytes) {
        heap = mebibytes;
    }

    static double median(Collection<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s %10s %10s %7s %10s %8s | at 70 %%: %8s %8s %8s %8s%n",
                "what",
                "pgbench/s",
                "ours/s",
                "ratio",
                "pgb.32/s",
                "cpu us",
                "a second",
                "p50 ms",
                "p99 ms",
                "errors"));
        for (Line line : lines) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-8s %10.0f %10.0f %7.2f %10.0f %8.0f | %18.0f %8.2f %8.2f %8d %s%n",
                    line.name,
                    line.pgbench,
                    line.ours,
                    line.ratio(),
                    line.crowded,
                    line.micros,
                    line.steady.perSecond(),
                    line.p50(),
                    line.p99(),
                    line.errors,
                    line.verdict()));
        }
        return table.append(String.format(Locale.ROOT, "heap of the server: %.0f MiB at most%n", heap))
                .toString();
    }

    void write(Path file, int rows) {
        List<Map<String, @Nullable Object>> results =
                lines.stream().map(HttpReport::json).toList();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("rows", rows);
        all.put("heap MiB", heap);
        all.put("results", results);
        try {
            Files.writeString(file, new JsonObject(all).toJson() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> json(Line line) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", line.name);
        result.put("pgbench a second", known(line.pgbench));
        result.put("pgbench of 32 a second", known(line.crowded));
        result.put("ours a second", line.ours);
        result.put("ratio", known(line.ratio()));
        result.put("target", LEAST_RATIO);
        result.put("processor us", line.micros);
        result.put("steady a second", line.steady.perSecond());
        result.put("p50 ms", line.p50());
        result.put("p99 ms", line.p99());
        result.put("p99 target ms", MOST_P99_MILLIS);
        result.put("errors", line.errors);
        return result;
    }

    private static @Nullable Double known(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
