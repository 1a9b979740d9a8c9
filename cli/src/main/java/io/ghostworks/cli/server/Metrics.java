package io.ghostworks.cli.server;

import io.ghostworks.api.RequestObserver;
import io.ghostworks.cli.monitoring.BackupMetrics;
import io.ghostworks.cli.monitoring.DatabaseMonitor;
import io.ghostworks.cli.monitoring.PoolMetrics;
import io.ghostworks.jooq.Database;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.backup.Receipts;
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
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts and times for Prometheus: requests by route and status, the pools, PostgreSQL, the JVM. */
final class Metrics implements RequestObserver, AutoCloseable {

    private static final String REQUESTS = "http.server.requests";
    /** Twice the routes there are. */
    private static final int MAX_VALUES = 100;

    private static final int MAX_SERIES = 2_000;

    /** Eleven, up to what a proxy waits: Micrometer's own are seventy for each route and status. */
    private static final Duration[] BUCKETS = DoubleStream.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile @Nullable DatabaseMonitor monitor;
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
        PoolMetrics.bind(registry, database, "application", Database::pool);
        PoolMetrics.bind(registry, database, "sign_in", Database::signInPool);
    }

    /** Tells of backups and drills whose receipts are there. */
    void watch(Receipts receipts) {
        BackupMetrics.bind(registry, receipts);
    }

    /** Asks the database for its figures whenever metrics are read. */
    void watch(DatabaseUrl url) {
        monitor = new DatabaseMonitor(url, registry);
    }

    @Override
    public void observed(String method, String route, int status, Duration time) {
        Timer.builder(REQUESTS)
                .description("Requests by route and status")
                .serviceLevelObjectives(BUCKETS)
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .register(registry)
                .record(time);
    }

    String scrape() {
        DatabaseMonitor asked = monitor;
        if (asked != null) {
            asked.refresh();
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        DatabaseMonitor asked = monitor;
        if (asked != null) {
            asked.close();
        }
        garbageCollection.close();
        registry.close();
    }
}
