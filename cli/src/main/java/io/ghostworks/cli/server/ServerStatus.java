package io.ghostworks.cli.server;

import io.ghostworks.api.management.SystemStatus;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.PoolStatus;
import io.ghostworks.jooq.ServerInfo;
import io.ghostworks.migrations.MigrationStatus;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this server tells of itself. */
final class ServerStatus implements SystemStatus {

    private static final Duration SCHEMA_CACHED = Duration.ofSeconds(30);

    private final Database database;
    private final DatabaseUrl url;
    private final Metrics metrics;
    private final Instant started = Instant.now();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Schema schema;

    ServerStatus(Database database, DatabaseUrl url, Metrics metrics) {
        this.database = database;
        this.url = impatient(url);
        this.metrics = metrics;
    }

    /** Of two values of an option pgjdbc takes the last. */
    private static DatabaseUrl impatient(DatabaseUrl url) {
        String options = "connectTimeout=2&loginTimeout=2&socketTimeout=2";
        String joint = url.jdbcUrl().contains("?") ? "&" : "?";
        return new DatabaseUrl(url.jdbcUrl() + joint + options, url.database(), url.user(), url.password());
    }

    @Override
    public String version() {
        return ProductVersion.get();
    }

    @Override
    public Duration uptime() {
        return Duration.between(started, Instant.now());
    }

    @Override
    public DatabaseStatus database() {
        Pool pool = database.pool().map(ServerStatus::view).orElse(null);
        Pool signInPool = database.signInPool().map(ServerStatus::view).orElse(null);
        long start = System.nanoTime();
        try {
            var server = database.server();
            double millis = millisSince(start);
            Schema current = schema();
            return new DatabaseStatus(
                    server.isWritable() ? "healthy" : "unhealthy",
                    millis,
                    server.version(),
                    current.version(),
                    current.pending(),
                    server.trustsParameter() ? "trusted_parameter" : "sealed_setting",
                    pool,
                    signInPool,
                    replicas(server),
                    server.isWritable() ? null : "The database accepts no changes at the moment.");
        } catch (Unavailable | DatabaseProblem e) {
            return new DatabaseStatus(
                    "unhealthy",
                    millisSince(start),
                    null,
                    null,
                    null,
                    null,
                    pool,
                    signInPool,
                    List.of(),
                    e.getMessage());
        }
    }

    @Override
    public String metrics() {
        return metrics.scrape();
    }

    /** One who asks reads it; the others take what is known, or wait. */
    private Schema schema() {
        Schema known = schema;
        if (known != null && (isFresh(known) || !reading.tryLock())) {
            return known;
        }
        if (known == null) {
            reading.lock();
        }
        try {
            Schema meanwhile = schema;
            if (meanwhile == null || !isFresh(meanwhile)) {
                MigrationStatus status = new Migrator(url).status();
                meanwhile = new Schema(status.version().orElse(null), status.pending(), Instant.now());
                schema = meanwhile;
            }
            return meanwhile;
        } finally {
            reading.unlock();
        }
    }

    private static boolean isFresh(Schema known) {
        return known.read().plus(SCHEMA_CACHED).isAfter(Instant.now());
    }

    private static double millisSince(long start) {
        return Math.round((System.nanoTime() - start) / 10_000.0) / 100.0;
    }

    private static List<Replica> replicas(ServerInfo server) {
        return server.replicas().stream()
                .map(replica -> new Replica(
                        replica.name().orElse(null),
                        replica.state().orElse(null),
                        replica.lagSeconds().orElse(null)))
                .toList();
    }

    private static Pool view(PoolStatus pool) {
        return new Pool(
                pool.size(),
                pool.maxOverflow(),
                pool.active(),
                pool.idle(),
                pool.overflow(),
                pool.waiting(),
                pool.total());
    }

    private record Schema(@Nullable String version, int pending, Instant read) {}
}
