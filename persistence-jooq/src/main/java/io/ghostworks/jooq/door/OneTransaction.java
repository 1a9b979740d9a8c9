package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Checkpoint;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.jooq.connection.Inside;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.jooq.connection.Leftovers;
import io.ghostworks.jooq.connection.SqlErrors;
import io.ghostworks.tenancy.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, begun by the first statement and ended by {@link #finish} or {@link #abandon}.
 */
final class OneTransaction implements Carrier {

    private enum State {
        /** No statement has run yet, and no connection is held. */
        UNBORROWED,
        /** A connection is held; its transaction has not begun, or not entered the tenant. */
        OUTSIDE,
        /** The context is set until the transaction ends; no statement of the work has run. */
        INSIDE,
        /** Statements of the work have run. */
        WORKING,
        /** A statement or a store has failed. Nothing runs any more, and nothing will be stored. */
        LOST
    }

    private final Connections connections;
    private final Context context;
    private final Checkpoint checkpoint;
    private State state = State.UNBORROWED;
    private @Nullable Connection connection;
    private @Nullable RuntimeException loss;
    /** What was sent to enter the tenant, where no statement was there to travel with. */
    private Context entered;
    /** Whether foreign code may have left something on the connection. */
    private boolean touched;
    /** Whether the driver still has a statement whose plan the server refuses. */
    private boolean stale;
    /** Whether that was the first thing that failed, before anything was done. */
    private boolean unspoilt;
    /** Whether a caller knows the loss, which must stay the same from then on. */
    private boolean told;

    OneTransaction(Connections connections, Context context) {
        this(connections, context, Checkpoint.NONE);
    }

    /** @param checkpoint is asked before each statement */
    OneTransaction(Connections connections, Context context, Checkpoint checkpoint) {
        this.connections = connections;
        this.context = context;
        this.checkpoint = checkpoint;
        this.entered = context;
    }

    @Override
    public void admit(Admission admission) {
        try {
            Context asking = context.asking(admission);
            asking.enter(begun());
            if (state == State.OUTSIDE) {
                state = State.INSIDE;
                entered = asking;
            }
        } catch (SQLException e) {
            lose(SqlErrors.ofOurs(e));
        }
        requireNotLost();
    }

    @Override
    public Lease lend(Code code) {
        return lend(code, false);
    }

    /** @param readOnly inside a subtransaction that only reads */
    Lease lend(Code code, boolean readOnly) {
        requireNotLost();
        Connection lent = begun();
        if (code == Code.FOREIGN && !touched) {
            touched = true;
            try {
                Leftovers.remember(lent);
            } catch (SQLException e) {
                lose(SqlErrors.ofOurs(e));
                requireNotLost();
            }
        }
        return new Part(lent, code, readOnly);
    }

    /** The connection, in a transaction from its next statement on. */
    private Connection begun() {
        Connection known = connection;
        if (known != null) {
            return known;
        }
        Connection borrowed = connections.borrow();
        connection = borrowed;
        state = State.OUTSIDE;
        try {
            borrowed.setAutoCommit(false);
        } catch (SQLException e) {
            throw SqlErrors.unavailable(e);
        }
        return borrowed;
    }

    @Override
    public void takeBack(Lease lease) {
        // The transaction goes on.
    }

    @Override
    public boolean isTransaction() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return context.isReadOnly();
    }

    @Override
    public Carrier readInside() {
        return new ReadInsideWrite(this);
    }

    @Override
    public Carrier writeInside() {
        if (context.isReadOnly()) {
            throw new IllegalStateException("a write cannot start inside a transaction that only reads");
        }
        return this;
    }

    @Override
    public boolean startsOver(RuntimeException failure) {
        Connection held = connection;
        if (!unspoilt || held == null) {
            return false;
        }
        connections.discard(held);
        connections.renew();
        connection = null;
        loss = null;
        state = State.UNBORROWED;
        stale = false;
        unspoilt = false;
        if (!entered.equals(context)) {
            reenter();
        }
        return true;
    }

    private void reenter() {
        try {
            entered.enter(begun());
            state = State.INSIDE;
        } catch (SQLException e) {
            lose(SqlErrors.ofOurs(e));
            requireNotLost();
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        lose(failure);
        explain(failure);
    }

    @Override
    public void explain(RuntimeException failure) {
        if (state == State.LOST && !told) {
            loss = failure;
            told = true;
        }
    }

    private void lose(RuntimeException failure) {
        if (state != State.LOST) {
            state = State.LOST;
            loss = failure;
        }
    }

    @Override
    public void requireNotLost() {
        if (state == State.LOST && loss != null) {
            told = true;
            throw loss;
        }
    }

    boolean isLost() {
        return state == State.LOST;
    }

    /** Runs fixed text inside the tenant, whose failure loses the transaction. */
    void run(String sql) {
        Lease lease = lend(Code.OURS);
        try (Statement statement = lease.guarded().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            requireNotLost();
            throw SqlErrors.ofOurs(e);
        }
    }

    @Override
    public void finish() {
        requireNotLost();
        Connection held = connection;
        if (held != null) {
            try {
                if (context.isReadOnly()) {
                    Leftovers.endFailedRead(held);
                    touched = false;
                } else {
                    held.commit();
                }
            } catch (SQLException e) {
                lose(SqlErrors.ofOurs(e));
                requireNotLost();
            }
            connection = null;
            try {
                giveBack(held);
            } catch (SQLException e) {
                // What was done is stored; only the connection is in doubt.
                connections.discard(held);
            }
        }
    }

    /** In JDBC's terms, auto-commit commits, so only a rollback that succeeded lets the connection live. */
    @Override
    public void abandon(Throwable failure) {
        Connection held = connection;
        if (held != null) {
            connection = null;
            try {
                held.rollback();
                giveBack(held);
            } catch (SQLException e) {
                failure.addSuppressed(e);
                connections.discard(held);
            }
        }
    }

    private void giveBack(Connection ended) throws SQLException {
        ended.setAutoCommit(true);
        if (stale || (touched && !Leftovers.remove(ended))) {
            connections.discard(ended);
        } else {
            connections.giveBack(ended);
        }
    }

    /** One lending of the transaction's connection; all share its state. */
    private final class Part extends Lease {

        private final boolean readOnly;

        Part(Connection connection, Code code, boolean readOnly) {
            super(connection, code, connections.openStatements());
            this.readOnly = readOnly;
        }

        @Override
        protected Optional<Context> context() {
            return state == State.OUTSIDE ? Optional.of(context) : Optional.empty();
        }

        @Override
        protected void executing() throws SQLException {
            checkpoint.pass();
        }

        @Override
        protected void executed() {
            if (state != State.LOST) {
                state = State.WORKING;
            }
        }

        @Override
        protected boolean startsOver() throws SQLException {
            if (state != State.OUTSIDE) {
                return false;
            }
            Leftovers.removeStalePlans(connection());
            return true;
        }

        @Override
        protected void failed(SQLException failure) {
            stale |= SqlErrors.isStalePlan(failure);
            unspoilt = stale && state != State.WORKING && state != State.LOST;
            lose(SqlErrors.ofTransaction(failure, new Inside(readOnly, code())));
        }

        @Override
        protected void enter() throws SQLException {
            if (state == State.OUTSIDE) {
                context.enter(connection());
                state = State.INSIDE;
            }
        }

        @Override
        protected boolean isTransaction() {
            return true;
        }
    }
}
