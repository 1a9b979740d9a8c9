package io.ghostworks.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * HikariCP, asked in short slices: a caller learns within one slice that the server is gone, instead of waiting for the
 * whole time-out. Hikari goes on trying to connect in the background, which is how the pool notices that it is back.
 */
final class Pool implements Connections {

    private static final long SLICE_MILLIS = 250;
    private static final long IDLE_MILLIS = Duration.ofSeconds(30).toMillis();

    private final DatabaseSettings settings;
    private final WatchedDataSource server;
    private final HikariDataSource hikari;
    private final LongAdder borrows = new LongAdder();
    private final LongAdder borrowNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    /** @param name of the pool's threads */
    Pool(DatabaseSettings settings, String name) {
        this.settings = settings;
        this.server = new WatchedDataSource(Driver.dataSource(settings));
        this.hikari = new HikariDataSource(config(name));
    }

    private HikariConfig config(String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(server);
        config.setMinimumIdle(settings.poolSize());
        config.setMaximumPoolSize(settings.poolSize() + settings.maxOverflow());
        if (settings.maxOverflow() > 0) {
            config.setIdleTimeout(IDLE_MILLIS);
        }
        config.setMaxLifetime(settings.recycle().toMillis());
        config.setConnectionTimeout(SLICE_MILLIS);
        config.setValidationTimeout(SLICE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new KeptConnections());
        return config;
    }

    @Override
    public Connection borrow() {
        long start = System.nanoTime();
        long deadline = start + settings.borrowTimeout().toNanos();
        while (true) {
            try {
                Connection lent = hikari.getConnection();
                borrows.increment();
                borrowNanos.add(System.nanoTime() - start);
                return lent;
            } catch (SQLTransientConnectionException e) {
                Optional<SQLException> outage = server.outage();
                if (outage.isPresent()) {
                    throw SqlErrors.unavailable(outage.get());
                }
                if (System.nanoTime() - deadline >= 0) {
                    timeouts.increment();
                    throw new Unavailable("All database connections are busy.", e);
                }
            } catch (SQLException e) {
                throw SqlErrors.unavailable(e);
            }
        }
    }

    PoolStatus status() {
        HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
        return new PoolStatus(
                settings.poolSize(),
                settings.maxOverflow(),
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                pool.getTotalConnections(),
                new PoolStatus.Counts(
                        borrows.sum(), borrowNanos.sum(), timeouts.sum(), server.connects(), server.failures()));
    }

    @Override
    public void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            discard(connection);
        }
    }

    @Override
    public void discard(Connection connection) {
        hikari.evictConnection(connection);
    }

    @Override
    public void renew() {
        hikari.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        hikari.close();
    }
}
