package io.ghostworks.cli.monitoring;

import io.ghostworks.cli.monitoring.DatabaseFigures.Row;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks PostgreSQL for its figures when metrics are read, on a connection of its own with time-outs of its own: so they are told while the pool is
 * exhausted and while the database hangs, which is a figure itself. An answer is used for a second, however many ask. Safe for all threads.
 */
public final class DatabaseMonitor implements AutoCloseable {
    private static final String PREFIX = "ghostworks.database.";
    private static final long FRESH_NANOS = 1_000_000_000;
    private static final int SECONDS = 2;

    private final PGSimpleDataSource server;
    private final ReentrantLock turn = new ReentrantLock();
    private final MultiGauge tableSize;
    private final MultiGauge liveRows;
    private final MultiGauge deadRows;
    private final MultiGauge statisticsAge;
    private final MultiGauge replicaSeconds;
    private final MultiGauge replicaBytes;
    private final MultiGauge slotBytes;
    private final MultiGauge slotActive;

    private @Nullable Connection connection;
    private long answered = System.nanoTime() - FRESH_NANOS;
    private volatile DatabaseFigures figures = DatabaseFigures.NONE;
    private volatile boolean up;
    private volatile double took;

    /** @param url credentials of a member of pg_monitor, or of a role that sees less, whose figures are then missing */
    public DatabaseMonitor(DatabaseUrl url, MeterRegistry registry) {
        server = new PGSimpleDataSource();
        server.setUrl(url.jdbcUrl());
        server.setUser(url.user());
        server.setPassword(url.password());
        server.setApplicationName("ghostworks metrics");
        server.setConnectTimeout(SECONDS);
        server.setLoginTimeout(SECONDS);
        server.setSocketTimeout(SECONDS);
        tableSize =
                labelled(registry, "table.size", "bytes", "A table with its indexes, as of its last vacuum or analyze");
        liveRows = labelled(registry, "table.live.rows", null, "Rows of a table, estimated");
        deadRows = labelled(
                registry, "table.dead.rows", null, "Rows of a table that vacuum has not removed yet, estimated");
        statisticsAge = labelled(
                registry, "table.statistics.age", "seconds", "Since the planner's statistics of a table were made");
        replicaSeconds = labelled(registry, "replication.lag.seconds", null, "How far a replica is behind");
        replicaBytes = labelled(registry, "replication.lag.bytes", null, "What a replica has not replayed yet");
        slotBytes = labelled(registry, "slot.retained", "bytes", "The log that a replication slot keeps");
        slotActive = labelled(registry, "slot.active", null, "Whether somebody reads a replication slot");
        bind(registry);
    }

    private static MultiGauge labelled(MeterRegistry registry, String name, @Nullable String unit, String what) {
        return MultiGauge.builder(PREFIX + name)
                .description(what)
                .baseUnit(unit)
                .register(registry);
    }

    private void bind(MeterRegistry registry) {
        Gauge.builder(PREFIX + "up", this, monitor -> monitor.up ? 1 : 0)
                .description("Whether the database answered within " + SECONDS + " seconds")
                .register(registry);
        Gauge.builder(PREFIX + "collect", this, monitor -> monitor.took)
                .baseUnit("seconds")
                .description("How long reading these figures took")
                .register(registry);
        gauge(registry, "size", "bytes", "size_bytes", "The database");
        gauge(registry, "connections.max", null, "max_connections", "Connections that the server allows");
        gauge(registry, "connections", null, "connections", "Connections to this database");
        gauge(registry, "in.recovery", null, "in_recovery", "Whether the server is a standby");
        gauge(
                registry,
                "transaction.id.age",
                null,
                "transaction_id_age",
                "Transactions since the oldest one that is not frozen");
        gauge(
                registry,
                "oldest.transaction",
                "seconds",
                "oldest_transaction",
                "The transaction that has been open for longest");
        gauge(registry, "lock.waiters", null, "lock_waiters", "Sessions that wait for a lock");
        gauge(registry, "sessions.active", null, "active", "Sessions that run a statement");
        gauge(registry, "sessions.idle", null, "idle", "Sessions outside of a transaction");
        gauge(
                registry,
                "sessions.idle.in.transaction",
                null,
                "idle_in_transaction",
                "Sessions that do nothing in a transaction");
        gauge(registry, "archiving", null, "archiving", "Whether the log is archived");
        gauge(registry, "last.archived.age", "seconds", "last_archived_age", "Since a piece of the log was archived");
        counter(registry, "commits", null, "commits", "Transactions committed");
        counter(registry, "rollbacks", null, "rollbacks", "Transactions rolled back");
        counter(registry, "deadlocks", null, "deadlocks", "Deadlocks");
        counter(registry, "blocks.hit", null, "blocks_hit", "Blocks found in PostgreSQL's cache");
        counter(registry, "blocks.read", null, "blocks_read", "Blocks that were not in PostgreSQL's cache");
        counter(registry, "temporary.files", "bytes", "temp_bytes", "Written to temporary files");
        counter(registry, "wal", "bytes", "wal_bytes", "The log of changes, from its beginning");
        counter(registry, "checkpoints.timed", null, "checkpoints_timed", "Checkpoints because it was time");
        counter(
                registry,
                "checkpoints.requested",
                null,
                "checkpoints_requested",
                "Checkpoints because the log was full, or somebody asked");
        counter(registry, "archived", null, "archived", "Pieces of the log archived");
        counter(
                registry,
                "archive.failures",
                null,
                "archive_failures",
                "Failed attempts to archive a piece of the log");
    }

    private void gauge(MeterRegistry registry, String name, @Nullable String unit, String value, String what) {
        Gauge.builder(PREFIX + name, this, monitor -> monitor.figures.value(value))
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, @Nullable String unit, String value, String what) {
        FunctionCounter.builder(PREFIX + name, this, monitor -> monitor.figures.value(value))
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    /** Asks again unless the last answer is younger than a second. Never throws. */
    public void refresh() {
        turn.lock();
        try {
            if (System.nanoTime() - answered >= FRESH_NANOS) {
                ask();
                answered = System.nanoTime();
            }
        } finally {
            turn.unlock();
        }
    }

    private void ask() {
        long start = System.nanoTime();
        try {
            Connection kept = connection;
            if (kept == null || kept.isClosed()) {
                kept = server.getConnection();
                connection = kept;
            }
            figures = DatabaseFigures.read(new Questions(kept, Duration.ofSeconds(SECONDS)));
            up = true;
        } catch (SQLException unanswered) {
            // Told by the figure that says whether the database answers, which an alert stands on.
            forget();
            figures = DatabaseFigures.NONE;
            up = false;
        }
        took = (System.nanoTime() - start) / 1e9;
        show(figures);
    }

    void show(DatabaseFigures now) {
        rows(tableSize, "table", now.tables(), 0);
        rows(liveRows, "table", now.tables(), 1);
        rows(deadRows, "table", now.tables(), 2);
        rows(statisticsAge, "table", now.tables(), 3);
        rows(replicaSeconds, "replica", now.replicas(), 0);
        rows(replicaBytes, "replica", now.replicas(), 1);
        rows(slotActive, "slot", now.slots(), 0);
        rows(slotBytes, "slot", now.slots(), 1);
    }

    private static void rows(MultiGauge gauge, String label, List<Row> rows, int figure) {
        gauge.register(
                rows.stream()
                        .map(row -> MultiGauge.Row.of(
                                Tags.of(label, row.label()), row.figures().get(figure)))
                        .toList(),
                true);
    }

    /** Ends the connection; a later question makes another. */
    @Override
    public void close() {
        turn.lock();
        try {
            forget();
        } finally {
            turn.unlock();
        }
    }

    private void forget() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone either way.
            }
        }
    }
}
