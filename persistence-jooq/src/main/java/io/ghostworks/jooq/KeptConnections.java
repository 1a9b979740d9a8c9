package io.ghostworks.jooq;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.SQLException;

/**
 * Tells HikariCP to keep a connection on which a statement met a table that has changed since it was prepared. HikariCP closes it
 * for that (SQLSTATE 0A000), and then the statement cannot run again on it.
 */
final class KeptConnections implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return SqlErrors.isStalePlan(failure) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
