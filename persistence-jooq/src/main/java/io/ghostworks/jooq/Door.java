package io.ghostworks.jooq;

import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One opened tenant: the connection provider that arms every connection jOOQ acquires. Belongs to one thread and one
 * call.
 */
abstract sealed class Door implements ConnectionProvider permits ReadDoor, WriteDoor, JoinedDoor {

    final Connections connections;
    final UUID tenant;
    final UUID user;
    private final DSLContext dsl;
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    Door(Connections connections, Configuration configuration, UUID tenant, UUID user) {
        this.connections = connections;
        this.tenant = tenant;
        this.user = user;
        this.dsl = DSL.using(configuration.derive(this));
    }

    /** Runs a query inside the tenant. */
    final <T> T run(Function<? super DSLContext, ? extends T> query) {
        requireOpen();
        try {
            return query.apply(dsl);
        } catch (NotFound absent) {
            throw absent;
        } catch (GhostworksException | DataAccessException | IllegalStateException e) {
            failed(e);
            throw e;
        }
    }

    /** For an embedding service: jOOQ itself, inside the tenant. */
    final DSLContext dsl() {
        return dsl;
    }

    /** Asks the admission now, before any statement. */
    abstract void admit(Admission admission);

    /** Whether a write may join this door. */
    abstract boolean isForWriting();

    /** Notes that a statement failed. */
    abstract void failed(RuntimeException failure);

    @Override
    public final Connection acquire() {
        requireOpen();
        return acquireArmed();
    }

    abstract ArmedConnection acquireArmed();

    final void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this tenant's door is closed: stores cannot be used after read or write");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a tenant's stores belong to the thread that opened its door");
        }
    }

    static void giveBack(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException lost) {
                // A connection that cannot be given back is broken, and the pool replaces it.
            }
        }
    }
}
