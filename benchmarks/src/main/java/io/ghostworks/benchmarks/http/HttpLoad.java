package io.ghostworks.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A client of one thread and many keep-alive connections, as wrk is, so that it takes little of the machine it shares with
 * the server. Every answer's status and length are checked.
 *
 * <p>A <em>closed</em> loop sends the next request when the last is answered: it finds the peak, and its latencies say
 * nothing about a user's wait, since a server that stalls is simply asked less. An <em>open</em> loop sends at a steady
 * rate and measures each from the time it <em>should</em> have been sent, so that one stall counts for all the requests it
 * delayed. To leave these out is what Gil Tene calls coordinated omission; HdrHistogram and wrk2 are his.
 */
final class HttpLoad implements AutoCloseable {

    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final List<HttpConnection> connections = new ArrayList<>();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private final Workload workload;
    private final Random random = new Random(1);
    private final int[] lengths;
    private Histogram latencies = new Histogram(MOST_MICROS, 3);
    private long errors;

    HttpLoad(InetSocketAddress server, Workload workload, int connections) throws IOException {
        this.workload = workload;
        this.lengths = new int[workload.requests().size()];
        for (int i = 0; i < connections; i++) {
            this.connections.add(new HttpConnection(server, selector));
        }
        idle.addAll(this.connections);
    }

    /** @param latencies in microseconds, of all that were answered rightly */
    record Result(double perSecond, Histogram latencies, long errors) {

        double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** As many requests as the server answers. */
    Result closed(Duration time) throws IOException {
        return run(time, 0);
    }

    /** That many requests a second, whatever the server does. */
    Result open(Duration time, double perSecond) throws IOException {
        return run(time, (long) (1e9 / perSecond));
    }

    /** @param interval nanoseconds from one request to the next; 0 for as soon as a connection is idle */
    private Result run(Duration time, long interval) throws IOException {
        latencies = new Histogram(MOST_MICROS, 3);
        errors = 0;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long next = start;
        while (next < end) {
            long now = System.nanoTime();
            while (!idle.isEmpty() && next <= now && next < end) {
                send(idle.removeFirst(), interval == 0 ? now : next);
                next = interval == 0 ? now : next + interval;
            }
            receive(1);
            next = interval == 0 ? System.nanoTime() : next;
        }
        drain();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(latencies.getTotalCount() / seconds, latencies, errors);
    }

    private void drain() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (idle.size() < connections.size()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server left requests unanswered for " + PATIENCE.toSeconds() + " s");
            }
            receive(100);
        }
    }

    private void send(HttpConnection connection, long intended) throws IOException {
        int choice = random.nextInt(workload.requests().size());
        connection.send(workload.requests().get(choice), choice, intended);
    }

    private void receive(long millis) throws IOException {
        selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            HttpConnection connection = (HttpConnection) key.attachment();
            if (connection.receive()) {
                note(connection, System.nanoTime());
                idle.addLast(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void note(HttpConnection connection, long now) {
        if (isRight(connection)) {
            long micros = TimeUnit.NANOSECONDS.toMicros(now - connection.intended());
            latencies.recordValue(Math.min(MOST_MICROS, Math.max(0, micros)));
        } else {
            errors++;
        }
    }

    private boolean isRight(HttpConnection connection) {
        int length = connection.length();
        if (connection.status() != workload.status() || length == 0) {
            return false;
        }
        int known = lengths[connection.choice()];
        lengths[connection.choice()] = length;
        return known == 0 || known == length || !workload.constant();
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
