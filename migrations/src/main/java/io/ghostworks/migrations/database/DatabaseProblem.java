package io.ghostworks.migrations.database;

import java.sql.SQLException;

/**
 * Something is wrong with a database or its server that a person can put right. The message is one line that says what
 * and where, holds no password, and may be shown as it is; the cause is for a log.
 */
public final class DatabaseProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** A problem of the kind {@link Kind#REFUSED}. */
    public DatabaseProblem(String message) {
        this(Kind.REFUSED, message);
    }

    public DatabaseProblem(Kind kind, String message) {
        super(oneLine(message));
        this.kind = kind;
    }

    /** A problem of the kind {@link Kind#REFUSED}. */
    public DatabaseProblem(String message, Throwable cause) {
        this(Kind.REFUSED, message, cause);
    }

    public DatabaseProblem(Kind kind, String message, Throwable cause) {
        super(oneLine(message), cause);
        this.kind = kind;
    }

    /** What PostgreSQL said, in one line, behind {@code what} was attempted; its kind is read from the SQLSTATE. */
    public static DatabaseProblem of(String what, SQLException cause) {
        String said = String.valueOf(cause.getMessage());
        if (isUnknownDatabase(cause)) {
            said += "; `db init` makes it";
        }
        return new DatabaseProblem(Kind.of(cause), what + ": " + said, cause);
    }

    /** Whether the server would refuse the next attempt to connect as well: a wrong password, no such role or database. */
    public static boolean isFinal(SQLException refusal) {
        return isUnknownDatabase(refusal) || isRejectedRole(String.valueOf(refusal.getSQLState()));
    }

    private static boolean isUnknownDatabase(SQLException cause) {
        return "3D000".equals(cause.getSQLState());
    }

    private static boolean isRejectedRole(String state) {
        return state.startsWith("28");
    }

    /** What sort of problem it is, for a caller that decides by it. */
    public Kind kind() {
        return kind;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The sorts of problems. */
    public enum Kind {
        /** Done as asked it would do harm, or the state of things does not allow it. */
        REFUSED,
        /** What was asked for makes no sense here: an unknown version, a folder that does not exist. */
        CONFIGURATION,
        /** The server can't be reached, or has no such database. */
        CONNECTION,
        /** A statement of a migration, or of the declared schema, failed. */
        MIGRATION,
        /** The server does not let this role in, or the role may not do this. */
        PERMISSION,
        /** Others hold a lock for longer than we wait. */
        LOCKED;

        /** The sort that a SQLSTATE tells. */
        public static Kind of(SQLException cause) {
            String state = String.valueOf(cause.getSQLState());
            return switch (state) {
                case "42501" -> PERMISSION;
                case "55P03" -> LOCKED;
                case "3D000", "53300" -> CONNECTION; // no such database, too many connections
                default -> {
                    if (isRejectedRole(state)) {
                        yield PERMISSION;
                    }
                    yield state.startsWith("08") || state.startsWith("57P") ? CONNECTION : MIGRATION;
                }
            };
        }
    }
}
