package io.ghostworks.cli.monitoring;

import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.PoolStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What a pool is at, and what happened in it. */
public final class PoolMetrics {
    private static final String PREFIX = "ghostworks.pool.";

    private final MeterRegistry registry;
    private final Database database;
    private final String pool;
    private final Function<Database, Optional<PoolStatus>> status;

    private PoolMetrics(
            MeterRegistry registry, Database database, String pool, Function<Database, Optional<PoolStatus>> status) {
        this.registry = registry;
        this.database = database;
        this.pool = pool;
        this.status = status;
    }

    /**
     * Watches a pool, if there is one.
     *
     * @param pool the label, of our choice
     */
    public static void bind(
            MeterRegistry registry, Database database, String pool, Function<Database, Optional<PoolStatus>> status) {
        if (status.apply(database).isPresent()) {
            new PoolMetrics(registry, database, pool, status).bind();
        }
    }

    private void bind() {
        gauge("active", "Connections lent out", PoolStatus::active);
        gauge("idle", "Connections open and free", PoolStatus::idle);
        gauge("waiting", "Callers waiting for a connection", PoolStatus::waiting);
        gauge("total", "Connections open", PoolStatus::total);
        gauge("overflow", "Connections open beyond those that are kept", PoolStatus::overflow);
        gauge("limit", "Connections that may be open", PoolStatus::limit);
        counter("borrow.timeouts", "Callers who got no connection in time", PoolStatus.Counts::timeouts);
        counter("connects", "Connections made", PoolStatus.Counts::connects);
        counter("connect.failures", "Attempts to connect that failed", PoolStatus.Counts::connectFailures);
        FunctionTimer.builder(
                        PREFIX + "borrow",
                        database,
                        watched -> count(watched, PoolStatus.Counts::borrows),
                        watched -> count(watched, PoolStatus.Counts::borrowNanos),
                        TimeUnit.NANOSECONDS)
                .description("Connections lent, and how long their callers waited")
                .tag("pool", pool)
                .register(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<PoolStatus> figure) {
        Gauge.builder(
                        PREFIX + name,
                        database,
                        watched -> status.apply(watched)
                                .map(now -> figure.applyAsDouble(now))
                                .orElse(Double.NaN))
                .description(what)
                .tag("pool", pool)
                .register(registry);
    }

    private void counter(String name, String what, ToLongFunction<PoolStatus.Counts> figure) {
        FunctionCounter.builder(PREFIX + name, database, watched -> count(watched, figure))
                .description(what)
                .tag("pool", pool)
                .register(registry);
    }

    private long count(Database watched, ToLongFunction<PoolStatus.Counts> figure) {
        return status.apply(watched)
                .map(now -> figure.applyAsLong(now.counts()))
                .orElse(0L);
    }
}
