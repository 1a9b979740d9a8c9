package io.ghostworks.jooq.door;

import io.ghostworks.account.Caller;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.jooq.connection.Leftovers;
import io.ghostworks.jooq.connection.SqlErrors;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every statement goes alone, in one round trip: a connection is borrowed for each and given back after it. */
final class EachAlone implements Carrier {

    private final Connections connections;
    private final Context context;
    /** Who is still to be asked, with the next statement. */
    private final List<Admission> pending = new ArrayList<>();

    EachAlone(Connections connections, Context context) {
        this.connections = connections;
        this.context = context;
    }

    @Override
    public void admit(Admission admission) {
        pending.add(new Pending(admission));
    }

    @Override
    public Lease lend(Code code) {
        Context around = code == Code.FOREIGN ? next().undone() : next();
        Connection borrowed = connections.borrow();
        return new Alone(borrowed, code, connections.openStatements(), around);
    }

    private Context next() {
        Context next = context;
        for (Admission admission : pending) {
            next = next.asking(admission);
        }
        return next;
    }

    @Override
    public void takeBack(Lease lease) {
        if (lease instanceof Alone alone && alone.isClean()) {
            connections.giveBack(lease.connection());
        } else {
            connections.discard(lease.connection());
        }
    }

    @Override
    public boolean isTransaction() {
        return false;
    }

    @Override
    public boolean isReadOnly() {
        return context.isReadOnly();
    }

    /** No different from a read beside it, once everybody was asked who was to be asked before any row is seen. */
    @Override
    public Carrier readInside() {
        finish();
        return new EachAlone(connections, context);
    }

    @Override
    public Carrier writeInside() {
        throw new IllegalStateException("a write cannot start inside a read");
    }

    @Override
    public void requireNotLost() {
        // Every statement stands alone.
    }

    @Override
    public boolean startsOver(RuntimeException failure) {
        if (SqlErrors.isStalePlan(failure)) {
            connections.renew();
            return true;
        }
        return false;
    }

    @Override
    public void failed(RuntimeException failure) {
        // Every statement stands alone, so nothing of the others is lost.
    }

    @Override
    public void explain(RuntimeException failure) {
        // The same.
    }

    /** Asks who was not asked because there was no statement to travel with. */
    @Override
    public void finish() {
        if (!pending.isEmpty()) {
            Connection connection = connections.borrow();
            try {
                next().enter(connection);
            } catch (SQLException e) {
                throw SqlErrors.ofOurs(e);
            } finally {
                connections.giveBack(connection);
            }
        }
    }

    @Override
    public void abandon(Throwable failure) {
        // Nothing is kept between statements.
    }

    /** Asked once. */
    private final class Pending implements Admission {

        private final Admission admission;

        Pending(Admission admission) {
            this.admission = admission;
        }

        @Override
        public Caller caller() {
            return admission.caller();
        }

        @Override
        public void admit(Standing standing) {
            admission.admit(standing);
            pending.remove(this);
        }
    }

    private static final class Alone extends Lease {

        private final Context context;
        /** Whether a statement has failed in the middle of a transaction that ends with its last one. */
        private boolean open;

        Alone(Connection connection, Code code, Set<String> open, Context context) {
            super(connection, code, open);
            this.context = context;
        }

        @Override
        protected Optional<Context> context() {
            return Optional.of(context);
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
            open = code() == Code.FOREIGN;
        }

        /** Whether nothing is left on the connection, or could be removed. */
        boolean isClean() {
            if (open) {
                try {
                    Leftovers.endFailedRead(connection());
                } catch (SQLException e) {
                    // It is broken, and will be closed.
                    return false;
                }
            }
            return true;
        }

        @Override
        protected void enter() throws SQLException {
            throw new SQLFeatureNotSupportedException("only prepared statements are possible inside Tenancy.read");
        }

        @Override
        protected boolean isTransaction() {
            return false;
        }
    }
}
