package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Checkpoint;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.jooq.connection.Leftovers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is below a connection of the application in auto-commit mode: one connection of the pool from the first statement until
 * it is given back, and each statement a transaction of its own. Belongs to one thread.
 */
final class StatementsAlone {

    private final Connections connections;
    private @Nullable Connection held;
    /** Whether a statement may have left something on the connection. */
    private boolean touched;
    /** Whether the server is in the transaction of a read that has failed. */
    private boolean failedRead;

    StatementsAlone(Connections connections) {
        this.connections = connections;
    }

    /** For a statement that reads: its transaction travels with it, and is taken back. */
    Lease reading(Context context, Checkpoint checkpoint) throws SQLException {
        return new Reading(borrowed(), context.undone(), checkpoint);
    }

    /** For any other: its transaction is the server's own for one flush. */
    Lease writing(Context context, Checkpoint checkpoint) throws SQLException {
        Connection connection = borrowed();
        Leftovers.remember(connection);
        touched = true;
        return new Writing(connection, context, checkpoint);
    }

    /** For what runs nothing of a tenant's: the driver's own questions. */
    Connection borrowed() throws SQLException {
        Connection known = held;
        if (known == null) {
            known = connections.borrow();
            held = known;
        }
        endFailedRead(known);
        return known;
    }

    private void endFailedRead(Connection connection) throws SQLException {
        if (failedRead) {
            Leftovers.endFailedRead(connection);
            failedRead = false;
        }
    }

    /** Gives back what is held, clean, or lets it be closed. */
    void giveBack() {
        Connection connection = held;
        held = null;
        if (connection == null) {
            return;
        }
        try {
            endFailedRead(connection);
            if (touched && !Leftovers.remove(connection)) {
                connections.discard(connection);
                return;
            }
            connections.giveBack(connection);
        } catch (SQLException e) {
            // It is broken; nobody gets it again.
            connections.discard(connection);
        } finally {
            touched = false;
            failedRead = false;
        }
    }

    private final class Reading extends Lease {

        private final Context context;
        private final Checkpoint checkpoint;

        Reading(Connection connection, Context context, Checkpoint checkpoint) {
            super(connection, Code.FOREIGN, connections.openStatements());
            this.context = context;
            this.checkpoint = checkpoint;
        }

        @Override
        protected Optional<Context> context() {
            return Optional.of(context);
        }

        @Override
        protected void executing() throws SQLException {
            checkpoint.pass();
            endFailedRead(connection());
        }

        @Override
        protected void executed() {
            // Ended with its own transaction.
        }

        @Override
        protected boolean startsOver() throws SQLException {
            Leftovers.removeStalePlans(connection());
            return true;
        }

        @Override
        protected void failed(SQLException failure) {
            failedRead = true;
        }

        @Override
        protected void enter() throws SQLException {
            throw new SQLException("a read in auto-commit mode is one prepared statement");
        }

        @Override
        protected boolean isTransaction() {
            return false;
        }
    }

    private final class Writing extends Lease {

        private enum State {
            /** The context travels with the statement, and the server makes them one transaction. */
            TOGETHER,
            /** The statement cannot be travelled with: a transaction is begun before and committed after each execution. */
            STEPWISE
        }

        private final Context context;
        private final Checkpoint checkpoint;
        private State state = State.TOGETHER;

        Writing(Connection connection, Context context, Checkpoint checkpoint) {
            super(connection, Code.FOREIGN, connections.openStatements());
            this.context = context;
            this.checkpoint = checkpoint;
        }

        @Override
        protected Optional<Context> context() {
            return state == State.TOGETHER ? Optional.of(context) : Optional.empty();
        }

        @Override
        protected void enter() {
            state = State.STEPWISE;
        }

        @Override
        protected void executing() throws SQLException {
            checkpoint.pass();
            endFailedRead(connection());
            if (state == State.STEPWISE) {
                connection().setAutoCommit(false);
                try {
                    context.enter(connection());
                } catch (SQLException e) {
                    rollBack(e);
                    throw e;
                }
            }
        }

        @Override
        protected void executed() throws SQLException {
            if (state == State.STEPWISE) {
                try {
                    connection().commit();
                    connection().setAutoCommit(true);
                } catch (SQLException e) {
                    rollBack(e);
                    throw e;
                }
            }
        }

        @Override
        protected boolean startsOver() throws SQLException {
            Leftovers.removeStalePlans(connection());
            return true;
        }

        @Override
        protected void failed(SQLException failure) {
            if (state == State.STEPWISE) {
                rollBack(failure);
            }
        }

        private void rollBack(SQLException failure) {
            try {
                if (!connection().getAutoCommit()) {
                    connection().rollback();
                    connection().setAutoCommit(true);
                }
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }

        @Override
        protected boolean isTransaction() {
            return false;
        }
    }
}
