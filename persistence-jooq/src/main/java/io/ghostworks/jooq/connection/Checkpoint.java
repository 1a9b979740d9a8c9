package io.ghostworks.jooq.connection;

import java.sql.SQLException;

/** What is asked before each statement runs. */
@FunctionalInterface
public interface Checkpoint {

    /** For statements that belong to a call that knows its tenant. */
    Checkpoint NONE = () -> {};

    /** @throws SQLException if the statement must not run */
    void pass() throws SQLException;
}
