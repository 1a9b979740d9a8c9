package io.ghostworks.jooq;

import io.ghostworks.tenancy.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jooq.Configuration;
import org.jspecify.annotations.Nullable;

/** A door with one transaction behind it, begun by the first statement and ended by {@link #commit} or {@link #rollback}. */
final class WriteDoor extends Door {

    private @Nullable Connection connection;
    private @Nullable ArmedConnection armed;
    /** The first failure of a statement; the transaction is lost with it. */
    private @Nullable RuntimeException failure;

    WriteDoor(Connections connections, Configuration configuration, UUID tenant, UUID user) {
        super(connections, configuration, tenant, user);
    }

    @Override
    void admit(Admission admission) {
        ArmedConnection transaction = acquireArmed();
        try {
            transaction.arm(new Preamble(tenant, user, false, admission));
        } catch (SQLException e) {
            throw SqlErrors.ofTransaction(e);
        }
    }

    @Override
    boolean isForWriting() {
        return true;
    }

    @Override
    void failed(RuntimeException first) {
        if (failure == null) {
            failure = first;
        }
    }

    @Override
    ArmedConnection acquireArmed() {
        requireNotLost();
        if (armed == null) {
            Connection borrowed = connections.borrow();
            connection = borrowed;
            try {
                borrowed.setAutoCommit(false);
            } catch (SQLException e) {
                throw SqlErrors.unavailable(e);
            }
            armed = new ArmedConnection(borrowed, new Preamble(tenant, user, false, null), true);
        }
        return armed;
    }

    @Override
    public void release(Connection released) {
        // The transaction goes on.
    }

    /** Commits what was done, if anything was. */
    void commit() {
        requireNotLost();
        if (connection != null) {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw SqlErrors.ofTransaction(e);
            }
        }
    }

    void rollback() {
        if (connection != null) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                // The server rolls back what it has lost the client of.
            }
        }
    }

    /** Gives the connection back, in autocommit mode and with no transaction open. */
    void end() {
        close();
        if (connection != null) {
            try {
                connection.setAutoCommit(true);
            } catch (SQLException lost) {
                // The pool finds a broken connection by itself.
            }
        }
        giveBack(connection);
    }

    private void requireNotLost() {
        if (failure != null) {
            throw failure;
        }
    }
}
