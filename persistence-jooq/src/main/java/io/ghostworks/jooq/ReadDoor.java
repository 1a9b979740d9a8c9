package io.ghostworks.jooq;

import io.ghostworks.account.Caller;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.UUID;
import org.jooq.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A door through which every statement goes alone, in one round trip: a connection is borrowed for each and given back
 * after it.
 */
final class ReadDoor extends Door {

    private final boolean readOnly;
    private final IdentityHashMap<Connection, Connection> borrowed = new IdentityHashMap<>(2);
    /** Who is still to be asked, with the first statement; null once admitted. */
    private @Nullable Admission pending;

    /** @param readOnly false only outside of tenants, where a single statement may write */
    ReadDoor(
            Connections connections,
            Configuration configuration,
            UUID tenant,
            UUID user,
            boolean readOnly,
            @Nullable Admission admission) {
        super(connections, configuration, tenant, user);
        this.readOnly = readOnly;
        this.pending = admission;
    }

    @Override
    void admit(Admission admission) {
        Connection connection = connections.borrow();
        try {
            Preamble alone = new Preamble(tenant, user, readOnly, admission);
            new ArmedConnection(connection, alone, false).arm(alone);
        } catch (SQLException e) {
            throw SqlErrors.ofTransaction(e);
        } finally {
            giveBack(connection);
        }
    }

    /** Asks who was not asked because there was no statement to travel with. */
    void admitPending() {
        Admission admission = pending;
        if (admission != null) {
            admit(admission);
        }
    }

    @Override
    boolean isForWriting() {
        return false;
    }

    @Override
    void failed(RuntimeException failure) {
        // Every statement stands alone, so nothing of the others is lost.
    }

    @Override
    ArmedConnection acquireArmed() {
        Connection connection = connections.borrow();
        Preamble preamble = new Preamble(tenant, user, readOnly, asking());
        ArmedConnection armed = new ArmedConnection(connection, preamble, false);
        borrowed.put(armed, connection);
        return armed;
    }

    @Override
    public void release(Connection armed) {
        giveBack(borrowed.remove(armed));
    }

    private @Nullable Admission asking() {
        Admission admission = pending;
        return admission == null
                ? null
                : new Admission() {
                    @Override
                    public Caller caller() {
                        return admission.caller();
                    }

                    @Override
                    public void admit(Standing standing) {
                        admission.admit(standing);
                        pending = null;
                    }
                };
    }
}
