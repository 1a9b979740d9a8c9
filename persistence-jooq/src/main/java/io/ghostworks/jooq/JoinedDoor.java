package io.ghostworks.jooq;

import io.ghostworks.tenancy.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A call inside another one of the same tenant: its statements go through the outer door, its stores end with it. A read
 * inside a write is a subtransaction, since PostgreSQL lets only that be read-only and the transaction go on writing.
 */
final class JoinedDoor extends Door {

    private static final String BEGIN_READING = "savepoint joined_read; set transaction read only";
    private static final String END_READING = "release savepoint joined_read";

    private final Door outer;
    private final boolean forWriting;
    /** The transaction that only reads until this is closed. */
    private @Nullable ArmedConnection reading;

    JoinedDoor(Door outer, Configuration configuration, boolean forWriting) {
        super(outer.connections, configuration, outer.tenant, outer.user);
        this.outer = outer;
        this.forWriting = forWriting;
    }

    @Override
    void admit(Admission admission) {
        outer.admit(admission);
    }

    @Override
    boolean isForWriting() {
        return forWriting;
    }

    @Override
    void failed(RuntimeException failure) {
        reading = null;
        outer.failed(failure);
    }

    @Override
    ArmedConnection acquireArmed() {
        ArmedConnection connection = outer.acquireArmed();
        if (!forWriting && outer.isForWriting() && reading == null) {
            execute(connection, BEGIN_READING);
            reading = connection;
        }
        return connection;
    }

    @Override
    public void release(Connection armed) {
        outer.release(armed);
    }

    /** Closes it. That the transaction cannot go on writing is told by what uses it next. */
    void end() {
        close();
        if (reading != null) {
            try {
                execute(reading, END_READING);
            } catch (RuntimeException lost) {
                outer.failed(lost);
            }
        }
    }

    private static void execute(ArmedConnection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqlErrors.ofTransaction(e);
        }
    }
}
