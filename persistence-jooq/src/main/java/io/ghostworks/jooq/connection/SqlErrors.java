package io.ghostworks.jooq.connection;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads SQLSTATEs, and is the only class that does. Decides by state and constraint name, never by message text; see
 * docs/errors.md for the whole table. What it does not know stays a jOOQ exception: a defect, not an answer.
 */
public final class SqlErrors implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    /** What {@code ghostworks.enter} refuses a seal with. */
    private static final String REFUSED_SEAL = "GW001";

    /** Where our stores write. */
    public static final Inside OURS = new Inside(false, Code.OURS);

    @SuppressWarnings("serial") // never serialised
    private final Inside inside;

    private SqlErrors(Inside inside) {
        this.inside = inside;
    }

    /** jOOQ that throws what an error means there. */
    public static Configuration in(Inside inside, Configuration configuration) {
        List<ExecuteListenerProvider> listeners = new ArrayList<>();
        listeners.add(new DefaultExecuteListenerProvider(new SqlErrors(inside)));
        listeners.addAll(List.of(configuration.executeListenerProviders()));
        return configuration.derive(listeners.toArray(ExecuteListenerProvider[]::new));
    }

    @Override
    public void exception(ExecuteContext context) {
        SQLException e = failure(context);
        if (e != null && !(context.exception() instanceof GhostworksException)) {
            RuntimeException translated = translated(e, inside);
            if (translated != null) {
                context.exception(translated);
            }
        }
    }

    /** What jOOQ puts around the driver's failure to bind or to read a value has no SQLSTATE. */
    private static @Nullable SQLException failure(ExecuteContext context) {
        Throwable cause = context.sqlException() == null ? context.exception() : context.sqlException();
        for (; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return e;
            }
        }
        return context.sqlException();
    }

    /** What it means that a statement failed there, for a transaction that it belonged to. */
    public static RuntimeException ofTransaction(SQLException e, Inside inside) {
        RuntimeException translated = translated(e, inside);
        return translated != null
                ? translated
                : new IllegalStateException("a statement has failed, so the transaction stores nothing", e);
    }

    /** What it means that a statement of ours failed, or the commit. */
    public static RuntimeException ofOurs(SQLException e) {
        return ofTransaction(e, OURS);
    }

    /**
     * Whether a statement failed, having done nothing, because a table has changed since it was prepared. The name of the
     * server's function tells this from a feature that is not supported.
     */
    public static boolean isStalePlan(Throwable failure) {
        if (!(failure instanceof SQLException e)) {
            return failure.getCause() != null && isStalePlan(failure.getCause());
        }
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return "0A000".equals(e.getSQLState())
                && message != null
                && "RevalidateCachedQuery".equals(message.getRoutine());
    }

    /**
     * Whether the server had no room on its disk, no memory, or could not read or write a file. Neither a connection too many
     * (53300) nor a limit that an administrator set (53400), which one costly statement can reach.
     */
    public static boolean isExhausted(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.equals("58030") || (state.startsWith("53") && !state.equals("53300") && !state.equals("53400"));
    }

    /** A connection could not be had, or was lost. */
    public static Unavailable unavailable(SQLException e) {
        return new Unavailable("The database cannot be reached.", e);
    }

    private static @Nullable RuntimeException translated(SQLException e, Inside inside) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (isStalePlan(e)) {
            return new Unavailable("The database's tables were changed meanwhile.", e);
        }
        return switch (state) {
            case REFUSED_SEAL -> refusedSeal(e);
            case "42883", "42P01", "42703", "3F000" -> inside.code() == Code.OURS ? anotherSchema(e) : null;
            case "23505" -> new Conflict(taken(constraint(e)));
            case "23514" ->
                switch (constraint(e)) {
                    case "tenants_active_owner" -> new Conflict("A workspace keeps at least one active owner.");
                    case "invitations_at_most" -> new Conflict("A workspace has at most 500 invitations.");
                    case "api_keys_at_most" -> new Conflict("A workspace has at most 100 API keys.");
                    default -> invalid(e, state, inside);
                };
            case "42501" ->
                constraint(e).equals("workspace_memberships_role_sufficient")
                        ? Forbidden.role("This needs a higher role in the workspace.")
                        : null;
            case "23503" ->
                constraint(e).endsWith("_tenant_id_fkey") ? new NotFound("workspace") : invalid(e, state, inside);
            case "22003", "22021", "22P05" -> new Invalid("value", "cannot be stored by the database");
            case "25006" ->
                inside.isReadOnly()
                        ? new IllegalStateException("nothing can be written inside Tenancy.read", e)
                        : new Unavailable("The database accepts no changes at the moment.", e);
            case "57014", "25P03", "25P04" -> new Unavailable("The database took too long.", e);
            case "40001", "40P01", "55P03" -> new Unavailable("Too many changes at once.", e);
            case "53000", "53100", "53200", "58030" ->
                new Unavailable("The database is out of resources at the moment.", e);
            default -> isOutage(state) ? unavailable(e) : invalid(e, state, inside);
        };
    }

    /** Our statements name only what the migrations make: what is missing was not made yet, or is no more. */
    private static IllegalStateException anotherSchema(SQLException e) {
        return new IllegalStateException(
                "the schema of Ghostworks in this database is not the one that this library was built with: Migrator.status() or"
                        + " ./ghostworks db status tells whether it is older, and then upgrade it, or newer, and then upgrade the"
                        + " library",
                e);
    }

    /** Its text is ours and says whether it is the key or the clock; what comes with it might quote the seal. */
    private static Unavailable refusedSeal(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String reason = message == null ? "the seal was refused" : String.valueOf(message.getMessage());
        String hint = message == null || message.getHint() == null ? "" : ". " + message.getHint();
        return new Unavailable(
                "The database does not accept the seal of this server.", new SQLException(reason + hint, REFUSED_SEAL));
    }

    /**
     * A value that the domain let pass and the database refused, if it is one. Of an embedding service's own statements its
     * own code knows more, so there jOOQ's exception stays.
     */
    private static @Nullable Invalid invalid(SQLException e, String state, Inside inside) {
        boolean isValue = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        return isValue && inside.code() == Code.OURS ? new Invalid(field(e), "cannot be stored by the database") : null;
    }

    /** Our constraints are named for table, field and rule: {@code artifacts_name_length}. */
    private static String field(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        if (message == null) {
            return "value";
        }
        if (message.getColumn() != null) {
            return message.getColumn();
        }
        String start = message.getTable() + "_";
        String constraint = constraint(e);
        int rule = constraint.lastIndexOf('_');
        return constraint.startsWith(start) && rule > start.length()
                ? constraint.substring(start.length(), rule)
                : "value";
    }

    /** Connection exceptions, insufficient resources, a state that does not allow it, and the server shutting down or starting. */
    private static boolean isOutage(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("57P")
                || state.startsWith("58");
    }

    private static String taken(String constraint) {
        return switch (constraint) {
            case "users_email_key" -> "This email is taken.";
            case "tenants_slug_key" -> "This slug is taken.";
            case "invitations_email_key" -> "This email is invited already.";
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
