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
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Counts and times for Prometheus: requests by route and status, the pool, the JVM. */
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

    /** Watches the pool, if there is one. */
    void watch(Database database) {
        if (database.pool().isPresent()) {
            gauge(database, "active", "Connections lent out", PoolStatus::active);
            gauge(database, "idle", "Connections open and free", PoolStatus::idle);
            gauge(database, "waiting", "Callers waiting for a connection", PoolStatus::waiting);
            gauge(database, "total", "Connections open", PoolStatus::total);
        }
    }

    private void gauge(Database database, String name, String what, ToDoubleFunction<PoolStatus> figure) {
        Gauge.builder(
                        "ghostworks.pool." + name,
                        database,
                        db -> db.pool().map(pool -> figure.applyAsDouble(pool)).orElse(Double.NaN))
                .description(what)
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
