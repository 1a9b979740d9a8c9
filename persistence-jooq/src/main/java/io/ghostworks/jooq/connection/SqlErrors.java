package io.ghostworks.jooq.connection;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unavailable;
import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads SQLSTATEs, and is the only class that does. Decides by state and constraint name, never by message text; see
 * docs/errors.md for the whole table. What it does not know stays a jOOQ exception: a defect, not an answer.
 */
public final class SqlErrors implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void exception(ExecuteContext context) {
        SQLException e = context.sqlException();
        if (e != null && !(context.exception() instanceof GhostworksException)) {
            RuntimeException translated = translated(e);
            if (translated != null) {
                context.exception(translated);
            }
        }
    }

    /** What it means that a transaction could not begin, go on or be committed. */
    public static RuntimeException ofTransaction(SQLException e) {
        RuntimeException translated = translated(e);
        return translated != null ? translated : new IllegalStateException("the transaction failed", e);
    }

    /** A connection could not be had, or was lost. */
    public static Unavailable unavailable(SQLException e) {
        return new Unavailable("The database cannot be reached.", e);
    }

    private static @Nullable RuntimeException translated(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "23505" -> new Conflict(taken(constraint(e)));
            case "23514" ->
                constraint(e).equals("tenants_active_owner")
                        ? new Conflict("A workspace keeps at least one active owner.")
                        : new Invalid("value", "is refused by a rule of the database");
            case "42501" ->
                constraint(e).equals("workspace_memberships_role_sufficient")
                        ? Forbidden.role("This needs a higher role in the workspace.")
                        : null;
            case "23503" -> constraint(e).endsWith("_tenant_id_fkey") ? new NotFound("workspace") : null;
            case "22003", "22021", "22P05" -> new Invalid("value", "cannot be stored by the database");
            case "25006" -> new IllegalStateException("nothing can be written inside Tenancy.read", e);
            case "57014", "25P03", "25P04" -> new Unavailable("The database took too long.", e);
            case "40001", "40P01", "55P03" -> new Unavailable("Too many changes at once.", e);
            default -> isOutage(state) ? unavailable(e) : null;
        };
    }

    /** Connection exceptions, insufficient resources, and the server being shut down or starting. */
    private static boolean isOutage(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58");
    }

    private static String taken(String constraint) {
        return switch (constraint) {
            case "users_email_key" -> "This email is taken.";
            case "tenants_slug_key" -> "This slug is taken.";
            case "workspace_memberships_pkey" -> "This user is a member already.";
            default -> "It exists already.";
        };
    }

    private static String constraint(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String constraint = message == null ? null : message.getConstraint();
        return constraint == null ? "" : constraint;
    }
}
