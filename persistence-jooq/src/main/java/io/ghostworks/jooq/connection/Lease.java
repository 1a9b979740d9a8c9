package io.ghostworks.jooq.connection;

import io.ghostworks.error.Forbidden;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One lending of a connection to jOOQ, or to the code of an embedding service: what its {@link GuardedConnection} asks
 * before, and reports after, each statement. Belongs to one thread.
 */
public abstract class Lease {

    private enum State {
        /** Statements may run. */
        OPEN,
        /** The connection may be somebody else's by now, so nothing runs any more. */
        ENDED
    }

    private final Connection connection;
    private final Code code;
    private final Set<String> open;
    private @Nullable Connection guarded;
    /** What statements answer as their connection; null for the guarded one. */
    private @Nullable Connection presented;

    private State state = State.OPEN;

    /** @param open the statements that foreign code may run besides those that read and change rows */
    protected Lease(Connection connection, Code code, Set<String> open) {
        this.connection = connection;
        this.code = code;
        this.open = open;
    }

    /** What may be handed out. */
    public final Connection guarded() {
        Connection known = guarded;
        if (known == null) {
            known = GuardedConnection.of(this, connection);
            guarded = known;
        }
        return known;
    }

    /** From now on statements answer this as their connection. */
    public final void presentAs(Connection handed) {
        presented = handed;
    }

    final Connection presented() {
        Connection handed = presented;
        return handed == null ? guarded() : handed;
    }

    /** Makes everything that was handed out useless, for ever. */
    public final void end() {
        state = State.ENDED;
    }

    /** The connection below, for whoever lent it. */
    public final Connection connection() {
        return connection;
    }

    /** Whose statements run on it. */
    public final Code code() {
        return code;
    }

    /**
     * Refuses what a tenant's code may not run.
     *
     * @throws Forbidden for anything but one statement that reads or changes rows, or is open
     */
    final void requireAllowed(String sql) {
        if (code == Code.FOREIGN) {
            Optional<String> refusal = SingleStatement.refusal(sql, open);
            if (refusal.isPresent()) {
                throw Forbidden.statement(refusal.get());
            }
        }
    }

    /** What has to travel around the next prepared statement; empty once it is set for the transaction. */
    protected abstract Optional<Context> context();

    /**
     * A statement is about to run.
     *
     * @throws SQLException if it must not
     */
    protected void executing() throws SQLException {
        // Whoever has the lease may run it.
    }

    /**
     * A statement has reached the server, with its context if it had one.
     *
     * @throws SQLException if what it did is not stored
     */
    protected abstract void executed() throws SQLException;

    /**
     * Takes back what was done for a first statement that has failed, so that it can run again. Asked only where it did nothing.
     *
     * @return false if it was not the first
     * @throws SQLException if that cannot be taken back
     */
    protected boolean startsOver() throws SQLException {
        return false;
    }

    /** A statement has failed. */
    protected abstract void failed(SQLException failure);

    /**
     * Makes the context true for statements that none can travel with.
     *
     * @throws SQLException if each statement stands alone here
     */
    protected abstract void enter() throws SQLException;

    /** Whether the statements share a transaction. */
    protected abstract boolean isTransaction();

    final boolean isEnded() {
        return state == State.ENDED;
    }

    final void requireOpen() throws SQLException {
        if (state == State.ENDED) {
            throw new SQLException("this tenant's door is closed: its connection, statements and cursors are of no use"
                    + " after read or write");
        }
    }
}
