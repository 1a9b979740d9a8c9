package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.tenancy.Scope;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that an application begins and ends on its connection. Its first statement says in which scope it is, and it
 * stays there. Belongs to one thread at a time.
 */
final class ApplicationTransaction {

    private final Doors doors;
    private final boolean readOnly;
    private @Nullable Scope scope;
    private @Nullable OneTransaction carrier;

    ApplicationTransaction(Doors doors, boolean readOnly) {
        this.doors = doors;
        this.readOnly = readOnly;
    }

    /** For a statement of the application's. */
    Lease lend(Scope wanted) throws SQLException {
        Scope known = scope;
        if (known != null && !known.equals(wanted)) {
            throw Whereabouts.anotherTenant();
        }
        OneTransaction through = carrier(wanted);
        try {
            through.requireNotLost();
        } catch (RuntimeException lost) {
            throw aborted(lost);
        }
        return through.lend(Code.FOREIGN);
    }

    /**
     * What statements of that scope go through.
     *
     * @throws IllegalStateException if the transaction is in another one
     */
    OneTransaction carrier(Scope wanted) {
        OneTransaction known = carrier;
        if (known == null) {
            scope = wanted;
            known = new OneTransaction(
                    doors.connections(),
                    readOnly ? doors.contextOfRead(wanted) : doors.contextOfWrite(wanted),
                    () -> doors.whereabouts().requireScope(wanted));
            carrier = known;
        } else if (!wanted.equals(scope)) {
            throw new IllegalStateException(Whereabouts.ANOTHER_TENANT);
        }
        return known;
    }

    /** Whether a door goes through this transaction. */
    @SuppressWarnings("ReferenceEquality") // One transaction of two that look the same.
    boolean isAround(@Nullable Carrier door) {
        return door != null && (door == carrier || (door instanceof ReadInsideWrite read && read.isInside(carrier)));
    }

    void commit() throws SQLException {
        OneTransaction ending = carrier;
        if (ending == null) {
            return;
        }
        try {
            ending.finish();
        } catch (RuntimeException lost) {
            ending.abandon(lost);
            throw new SQLException("nothing of this transaction is stored: " + lost.getMessage(), "40000", lost);
        }
    }

    void rollBack() {
        OneTransaction ending = carrier;
        if (ending != null) {
            ending.abandon(new IllegalStateException("rolled back"));
        }
    }

    private static SQLException aborted(RuntimeException lost) {
        return new SQLException(
                "this transaction has failed, and nothing runs in it any more: " + lost.getMessage(), "25P02", lost);
    }
}
