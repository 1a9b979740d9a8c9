package io.ghostworks.jooq.door;

import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Lease;
import java.sql.Connection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** One opened tenant: jOOQ inside of it, for one thread and one call. */
public final class Door implements ConnectionProvider {

    private enum State {
        /** The work runs. */
        OPEN,
        /** The work is over, and everything that was lent has been taken back. */
        CLOSED
    }

    private final Carrier carrier;
    private final Code code;
    private final DSLContext dsl;
    private final Thread thread = Thread.currentThread();
    private final IdentityHashMap<Connection, Lease> lent = new IdentityHashMap<>(2);
    private State state = State.OPEN;

    Door(Carrier carrier, Code code, Configuration configuration) {
        this.carrier = carrier;
        this.code = code;
        this.dsl = DSL.using(configuration.derive(this));
    }

    /** Runs a store's query. Once one has thrown anything but "not found", a write is lost. */
    public <T> T run(Function<? super DSLContext, ? extends T> query) {
        requireOpen();
        try {
            return query.apply(dsl);
        } catch (NotFound absent) {
            carrier.explain(absent);
            throw absent;
        } catch (RuntimeException e) {
            if (carrier.startsOver(e)) {
                endAll();
                return again(query);
            }
            carrier.failed(e);
            throw e;
        }
    }

    private <T> T again(Function<? super DSLContext, ? extends T> query) {
        try {
            return query.apply(dsl);
        } catch (RuntimeException e) {
            if (e instanceof NotFound) {
                carrier.explain(e);
            } else {
                carrier.failed(e);
            }
            throw e;
        }
    }

    /** For an embedding service: jOOQ itself, inside the tenant. */
    DSLContext dsl() {
        return dsl;
    }

    @Override
    public Connection acquire() {
        requireOpen();
        carrier.requireNotLost();
        if (carrier.isTransaction() && !lent.isEmpty()) {
            return lent.keySet().iterator().next();
        }
        Lease lease = carrier.lend(code);
        lent.put(lease.guarded(), lease);
        return lease.guarded();
    }

    @Override
    public void release(Connection guarded) {
        if (!carrier.isTransaction()) {
            Lease lease = lent.remove(guarded);
            if (lease != null) {
                end(lease);
            }
        }
    }

    /** Takes back what is still lent, such as to a cursor that was never closed. */
    void close() {
        state = State.CLOSED;
        endAll();
    }

    private void endAll() {
        List.copyOf(lent.values()).forEach(this::end);
        lent.clear();
    }

    private void end(Lease lease) {
        lease.end();
        carrier.takeBack(lease);
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("this tenant's door is closed: stores cannot be used after read or write");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a tenant's stores belong to the thread that opened its door");
        }
    }
}
