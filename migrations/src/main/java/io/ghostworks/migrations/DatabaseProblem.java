package io.ghostworks.migrations;

import java.sql.SQLException;

/**
 * Something is wrong with a database or its server that a person can put right. The message is one line that says what
 * and where, holds no password, and may be shown as it is; the cause is for a log.
 */
public final class DatabaseProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseProblem(String message) {
        super(oneLine(message));
    }

    public DatabaseProblem(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** What PostgreSQL said, in one line, behind {@code what} was attempted. */
    static DatabaseProblem of(String what, SQLException cause) {
        String said = String.valueOf(cause.getMessage());
        return new DatabaseProblem(what + ": " + said, cause);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
