package io.ghostworks.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs several ways to the same thing in turns, so that what else the machine does meets all of them alike. */
final class Stopwatch {

    private static final int WARM_UP = 8;
    /** A way slower than this is measured fewer times. */
    private static final double PATIENCE_MILLIS = 4_000;

    private Stopwatch() {}

    /** The median time of each, in milliseconds. */
    static double[] medians(int rounds, List<Runnable> ways) {
        List<List<Double>> times = new ArrayList<>();
        double[] spent = new double[ways.size()];
        ways.forEach(way -> times.add(new ArrayList<>()));
        for (int round = -Math.min(WARM_UP, rounds); round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                if (spent[way] > PATIENCE_MILLIS && !times.get(way).isEmpty()) {
                    continue;
                }
                long start = System.nanoTime();
                ways.get(way).run();
                double millis = (System.nanoTime() - start) / 1e6;
                spent[way] += millis;
                if (round >= 0 || millis > PATIENCE_MILLIS / 4) {
                    times.get(way).add(millis);
                }
            }
        }
        return times.stream().mapToDouble(Stopwatch::median).toArray();
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
