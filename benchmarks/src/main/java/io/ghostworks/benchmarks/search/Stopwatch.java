package io.ghostworks.benchmarks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs several ways to the same thing in turns, so that what else the machine does meets all of them alike. */
final class Stopwatch {

    /** So many times the rounds, but no longer than this. The JVM compiles a way for good after thousands of calls. */
    private static final int WARM_UP = 40;

    private static final double WARM_UP_MILLIS = 1_000;
    /** A way slower than this is measured fewer times. */
    private static final double PATIENCE_MILLIS = 4_000;

    private Stopwatch() {}

    /** The median time of each, in milliseconds. */
    static double[] medians(int rounds, List<Runnable> ways) {
        List<List<Double>> times = new ArrayList<>();
        double[] spent = new double[ways.size()];
        ways.forEach(way -> times.add(new ArrayList<>()));
        for (int round = -WARM_UP * rounds; round < rounds || mayGoOn(round, rounds, spent); round++) {
            if (round == 0) {
                Arrays.fill(spent, 0);
            }
            for (int way = 0; way < ways.size(); way++) {
                double patience = round < 0 ? WARM_UP_MILLIS : PATIENCE_MILLIS;
                if (spent[way] > patience && (round < 0 || !times.get(way).isEmpty())) {
                    continue;
                }
                long start = System.nanoTime();
                ways.get(way).run();
                double millis = (System.nanoTime() - start) / 1e6;
                spent[way] += millis;
                if (round >= 0) {
                    times.get(way).add(millis);
                }
            }
        }
        return times.stream().mapToDouble(Stopwatch::median).toArray();
    }

    /** What is fast is measured more often. */
    private static boolean mayGoOn(int round, int rounds, double[] spent) {
        return round < 10 * rounds && Arrays.stream(spent).max().orElse(0) < PATIENCE_MILLIS / 2;
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
