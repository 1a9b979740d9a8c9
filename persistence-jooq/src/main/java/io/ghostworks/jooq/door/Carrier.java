package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.tenancy.Admission;

/** How the statements of a door reach the server. Belongs to one thread. */
sealed interface Carrier permits EachAlone, OneTransaction, ReadInsideWrite {

    /** Asks the admission before any row of a later statement is seen. */
    void admit(Admission admission);

    /** Lends a connection for a statement of ours or of an embedding service. */
    Lease lend(Code code);

    /** Takes it back after the statement, or at the latest when the door closes. */
    void takeBack(Lease lease);

    /** Whether a lease is good for all statements until the door closes. */
    boolean isTransaction();

    /** How the statements of a read inside this travel. */
    Carrier readInside();

    /**
     * How the statements of a write inside this travel, which ends with this.
     *
     * @throws IllegalStateException inside a read
     */
    Carrier writeInside();

    /** Whether nothing can be written. */
    boolean isReadOnly();

    /** Throws what a statement has failed with, if that means that nothing can run any more. */
    void requireNotLost();

    /**
     * Whether what has failed may run once more, because the plan of its first statement had grown stale: nothing has been
     * written, and the connection will be a fresh one.
     */
    boolean startsOver(RuntimeException failure);

    /** A store has failed with anything but "not found". */
    void failed(RuntimeException failure);

    /** Why a store found nothing; if a statement of it has failed, this is what the failure means. */
    void explain(RuntimeException failure);

    /** The work has returned: what it did is stored, or this throws. */
    void finish();

    /** The work, or {@link #finish}, has thrown. What goes wrong now is added to it. */
    void abandon(Throwable failure);
}
