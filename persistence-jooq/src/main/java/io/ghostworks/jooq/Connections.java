package io.ghostworks.jooq;

import io.ghostworks.error.Unavailable;
import java.sql.Connection;
import java.util.Optional;

/** Where connections come from. Safe for all threads. */
interface Connections extends AutoCloseable {

    /**
     * Lends a connection in autocommit mode; closing it gives it back.
     *
     * @throws Unavailable if there is none in time
     */
    Connection borrow();

    /** Empty unless there is a pool of ours. */
    Optional<PoolStatus> status();

    @Override
    void close();
}
