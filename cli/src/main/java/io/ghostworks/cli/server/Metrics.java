package io.ghostworks.cli.server;

import io.ghostworks.api.RequestObserver;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.PoolStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Counts and times for Prometheus: requests by route and status, the pools, the JVM. */
final class Metrics implements RequestObserver, AutoCloseable {

    private static final String REQUESTS = "http.server.requests";
    /** Twice the routes there are. */
    private static final int MAX_VALUES = 100;

    private static final int MAX_SERIES = 2_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    Metrics() {
        // Labels are of our choice alone. Should one slip through, it must not fill the memory.
        Stream.of("method", "route", "status")
                .map(label -> MeterFilter.maximumAllowableTags(REQUESTS, label, MAX_VALUES, MeterFilter.deny()))
                .forEach(registry.config()::meterFilter);
        registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MAX_SERIES));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Watches the pools that there are. */
    void watch(Database database) {
        watch(database, "application", Database::pool);
        watch(database, "sign_in", Database::signInPool);
    }

    private void watch(Database database, String pool, Function<Database, Optional<PoolStatus>> status) {
        if (status.apply(database).isPresent()) {
            gauge(database, pool, "active", "Connections lent out", figure(status, PoolStatus::active));
            gauge(database, pool, "idle", "Connections open and free", figure(status, PoolStatus::idle));
            gauge(database, pool, "waiting", "Callers waiting for a connection", figure(status, PoolStatus::waiting));
            gauge(database, pool, "total", "Connections open", figure(status, PoolStatus::total));
        }
    }

    private static ToDoubleFunction<Database> figure(
            Function<Database, Optional<PoolStatus>> status, ToDoubleFunction<PoolStatus> figure) {
        return database ->
                status.apply(database).map(pool -> figure.applyAsDouble(pool)).orElse(Double.NaN);
    }

    private void gauge(Database database, String pool, String name, String what, ToDoubleFunction<Database> figure) {
        Gauge.builder("ghostworks.pool." + name, database, figure)
                .description(what)
                .tag("pool", pool)
                .register(registry);
    }

    @Override
    public void observed(String method, String route, int status, Duration time) {
        Timer.builder(REQUESTS)
                .description("Requests by route and status")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .register(registry)
                .record(time);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
