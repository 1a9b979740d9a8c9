package io.ghostworks.jooq.door;

import io.ghostworks.account.Caller;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.jooq.connection.SqlErrors;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public Lease lend() {
        return new Alone(connections.borrow(), next());
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
        connections.giveBack(lease.connection());
    }

    @Override
    public boolean isTransaction() {
        return false;
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
                throw SqlErrors.ofTransaction(e);
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

        Alone(Connection connection, Context context) {
            super(connection);
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
        protected void failed(SQLException failure) {
            // The same.
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
