package io.ghostworks.jooq.connection;

import io.ghostworks.error.Unavailable;
import java.sql.Connection;
import java.util.Set;

/** Where connections come from. Safe for all threads. */
public interface Connections extends AutoCloseable {

    /**
     * Lends a connection in autocommit mode, outside of any transaction.
     *
     * @throws Unavailable if there is none in time
     */
    Connection borrow();

    /** What foreign code may run on them besides what reads and changes rows; known once one was lent. */
    default Set<String> openStatements() {
        return OpenStatements.NONE;
    }

    /** Takes a connection back that is as it was lent. */
    void giveBack(Connection connection);

    /** Takes a connection back that nobody may get again, and closes it. */
    void discard(Connection connection);

    /** Lends none of those again that were open before, as far as this decides it. */
    void renew();

    @Override
    void close();
}
