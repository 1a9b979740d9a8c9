package io.ghostworks.migrations.flyway;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What Flyway throws, as one line with file and line number. */
public final class FlywayFailure {
    private FlywayFailure() {}

    public static DatabaseProblem problem(String what, FlywayException e) {
        FlywaySqlScriptException script = cause(e, FlywaySqlScriptException.class);
        SQLException sql = cause(e, SQLException.class);
        if (script != null && sql != null) {
            SqlScript.Statement statement =
                    new SqlScript.Statement(script.getLineNumber(), String.valueOf(script.getStatement()));
            String file = script.getResource() == null
                    ? "a migration"
                    : script.getResource().getFilename();
            return failed(file, statement, sql);
        }
        if (sql != null) {
            return DatabaseProblem.of(what, sql);
        }
        boolean ours = e.getErrorCode() == CoreErrorCode.VALIDATE_ERROR;
        return new DatabaseProblem(
                ours ? Kind.REFUSED : Kind.CONFIGURATION, what + ": " + advised(String.valueOf(e.getMessage())), e);
    }

    /** Flyway's advice is to call its API. */
    private static String advised(String message) {
        return message.replaceFirst(
                "(?s)Use baseline\\(\\).*",
                "If it is like a migration already, `db baseline --at VERSION` begins its history there.");
    }

    /** A statement of a file that PostgreSQL refused. */
    public static DatabaseProblem failed(String file, SqlScript.Statement statement, SQLException e) {
        String message = file + ":" + statement.lineAt(position(e)) + ": " + e.getMessage();
        return new DatabaseProblem(Kind.of(e), message, e);
    }

    public static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static int position(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return message == null ? 0 : message.getPosition();
    }
}
