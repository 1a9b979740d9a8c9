package io.ghostworks.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells how far long work is: one line that changes on a terminal, a line every other second elsewhere, and nothing for
 * what is done by then. Ends with {@link #close}.
 */
public final class Progress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BLINK = Duration.ofMillis(200);
    private static final int WIDTH = 24;

    private final PrintWriter out;
    private final boolean live;
    private final Unit unit;
    private final LongSupplier done;
    private final long total;
    private final long start = System.nanoTime();
    private final Thread thread;
    private boolean shown;

    /**
     * For some work, whose beginning is {@link #start}.
     *
     * @param live whether {@code out} is a terminal
     * @param total 0 where nobody knows
     */
    public Progress(PrintWriter out, boolean live, Unit unit, LongSupplier done, long total) {
        this.out = out;
        this.live = live;
        this.unit = unit;
        this.done = done;
        this.total = total;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    /** What is counted. */
    public enum Unit {
        BYTES,
        ARTIFACTS;

        private String of(double count) {
            return this == ARTIFACTS
                    ? String.format(Locale.ROOT, "%,.0f", count)
                    : String.format(Locale.ROOT, "%.1f", count / 1e6);
        }

        private String label() {
            return this == ARTIFACTS ? "artifacts" : "MB";
        }
    }

    /** Begins to tell, after a while. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            Thread.sleep(PATIENCE);
            while (true) {
                show();
                Thread.sleep(live ? BLINK : PATIENCE);
            }
        } catch (InterruptedException closed) {
            // The work is done: the line is not shown again.
        }
    }

    private void show() {
        double seconds = (System.nanoTime() - start) / 1e9;
        String line = line((double) done.getAsLong(), seconds);
        if (live) {
            out.print("\r" + line + "\u001b[K");
        } else {
            out.println(line);
        }
        out.flush();
        shown = true;
    }

    /** The line for so much done in so many seconds. */
    public String line(double count, double seconds) {
        String rate = unit.of(count / seconds) + (unit == Unit.BYTES ? " MB/s" : "/s");
        if (total == 0) {
            return unit.of(count) + " " + unit.label() + "  " + rate;
        }
        double share = Math.min(1, count / total);
        String figures = String.format(
                Locale.ROOT,
                "%3.0f %%  %s of %s %s  %s",
                100 * share,
                unit.of(count),
                unit.of((double) total),
                unit.label(),
                rate);
        return live ? bar(share) + " " + figures + left(share, seconds) : figures.strip();
    }

    private static String bar(double share) {
        int full = (int) (share * WIDTH);
        return "[" + "=".repeat(full) + (full < WIDTH ? ">" : "") + " ".repeat(Math.max(0, WIDTH - full - 1)) + "]";
    }

    private static String left(double share, double seconds) {
        return share < 0.01 ? "" : String.format(Locale.ROOT, "  %.0f s left", seconds / share - seconds);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (live && shown) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
