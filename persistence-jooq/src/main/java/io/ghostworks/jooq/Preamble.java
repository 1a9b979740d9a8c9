package io.ghostworks.jooq;

import io.ghostworks.account.Caller;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.Role;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire before a statement, in the same flush: the context, and the question whether to admit the
 * actor. Immutable.
 *
 * @param admission null for nobody to ask
 */
record Preamble(
        UUID tenant, UUID user, boolean readOnly, @Nullable Admission admission) {

    private static final String SET = ContextSql.SET + ";";
    private static final String SET_READ_ONLY = ContextSql.SET_READ_ONLY + ";";
    private static final String SET_AND_ASK = SET + ContextSql.STANDING + ";";
    private static final String SET_READ_ONLY_AND_ASK = SET_READ_ONLY + ContextSql.STANDING + ";";

    /** The text before the statement. */
    String sql() {
        if (admission == null) {
            return readOnly ? SET_READ_ONLY : SET;
        }
        return readOnly ? SET_READ_ONLY_AND_ASK : SET_AND_ASK;
    }

    /** How many parameters stand in {@link #sql}. */
    int parameters() {
        return admission == null ? 2 : 7;
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, tenant.toString());
        statement.setString(2, user.toString());
        if (admission != null) {
            statement.setObject(3, session(admission.caller()));
            statement.setObject(4, user);
            statement.setObject(5, tenant);
            statement.setObject(6, user);
            statement.setObject(7, tenant);
        }
    }

    /**
     * Takes the results of the preamble off an executed statement and asks the admission.
     *
     * @return whether the result that follows has rows
     */
    boolean consume(PreparedStatement statement) throws SQLException {
        if (admission == null) {
            return statement.getMoreResults();
        }
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            admission.admit(standing(rows));
        }
        return statement.getMoreResults();
    }

    private static UUID session(Caller caller) {
        return switch (caller) {
            case Caller.Session session -> session.session().value();
        };
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getBoolean(1), Optional.ofNullable(row.getString(2)).map(Role::of), row.getBoolean(3));
    }
}
