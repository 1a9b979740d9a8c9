package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.tenancy.Admission;
import org.jspecify.annotations.Nullable;

/**
 * A read inside a write: a subtransaction, since PostgreSQL lets only that be read-only and the transaction go on writing.
 */
final class ReadInsideWrite implements Carrier {

    private static final String BEGIN = "savepoint joined_read; set transaction read only";
    private static final String END = "release savepoint joined_read";

    private enum State {
        /** No statement has run yet. */
        OUTSIDE,
        /** The transaction only reads until this ends. */
        READING
    }

    private final OneTransaction outer;
    private State state = State.OUTSIDE;
    /** How many reads inside this one have not ended. They share its savepoint, which ends with the outermost. */
    private int inside;

    ReadInsideWrite(OneTransaction outer) {
        this.outer = outer;
    }

    @Override
    public void admit(Admission admission) {
        outer.admit(admission);
    }

    @Override
    public Lease lend(Code code) {
        if (state == State.OUTSIDE && !outer.isReadOnly()) {
            outer.run(BEGIN);
            state = State.READING;
        }
        return outer.lend(code, true);
    }

    @SuppressWarnings("ReferenceEquality") // One transaction of two that look the same.
    boolean isInside(@Nullable OneTransaction transaction) {
        return outer == transaction;
    }

    @Override
    public void takeBack(Lease lease) {
        outer.takeBack(lease);
    }

    @Override
    public boolean isTransaction() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public Carrier readInside() {
        inside++;
        return this;
    }

    @Override
    public Carrier writeInside() {
        throw new IllegalStateException("a write cannot start inside a read");
    }

    @Override
    public void requireNotLost() {
        outer.requireNotLost();
    }

    @Override
    public boolean startsOver(RuntimeException failure) {
        return false;
    }

    @Override
    public void failed(RuntimeException failure) {
        outer.failed(failure);
    }

    @Override
    public void explain(RuntimeException failure) {
        outer.explain(failure);
    }

    @Override
    public void finish() {
        if (inside > 0) {
            inside--;
        } else if (state == State.READING && !outer.isLost()) {
            state = State.OUTSIDE;
            outer.run(END);
        }
    }

    /** If it was a statement that failed, the write ends here and needs no end of the read. */
    @Override
    public void abandon(Throwable failure) {
        try {
            finish();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
