package io.ghostworks.jooq.isolation;

import io.ghostworks.error.GhostworksException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Everything that the database said to one statement: rows, counts, errors with all their fields, notices, messages. */
final class Said {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder outline = new StringBuilder();
    private boolean failed;

    /** Of a connection as the driver gives it. */
    static Said to(Connection connection, String sql) {
        Said said = new Said();
        try {
            if (sql.startsWith("copy ") && sql.contains("to stdout")) {
                said.copied(connection.unwrap(PGConnection.class), sql);
            } else {
                try (Statement statement = connection.createStatement()) {
                    said.results(statement, statement.execute(sql));
                }
            }
            said.messages(connection);
        } catch (SQLException e) {
            said.failure(e);
        }
        return said;
    }

    /** To one after the other, until one fails and what follows is no way back. */
    static List<Said> toEach(Connection connection, List<String> statements) {
        List<Said> answers = new ArrayList<>();
        boolean failed = false;
        for (String statement : statements) {
            if (!failed || statement.startsWith("rollback")) {
                Said answer = to(connection, statement);
                answers.add(answer);
                failed = answer.failed;
            }
        }
        return answers;
    }

    /** Of a door's connection, where a statement may have to be a prepared one. */
    static Said toDoor(Connection connection, String sql, boolean prepared) {
        Said said = new Said();
        try (Statement statement = prepared ? connection.prepareStatement(sql) : connection.createStatement()) {
            said.results(
                    statement, statement instanceof PreparedStatement own ? own.execute() : statement.execute(sql));
        } catch (SQLException | GhostworksException e) {
            said.failure(e);
        }
        return said;
    }

    /** Of what a door threw. */
    static Said in(Throwable thrown) {
        Said said = new Said();
        said.failure(thrown);
        return said;
    }

    /** All of it, as text. */
    String text() {
        return text.toString();
    }

    /** What must be the same for B's ids as for ids that nobody has: how it ended, and how many rows it had. */
    String outline() {
        return outline.toString();
    }

    boolean failed() {
        return failed;
    }

    private void results(Statement statement, boolean first) throws SQLException {
        boolean rows = first;
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                rows(statement);
            } else {
                note(statement.getUpdateCount() + " changed");
            }
            rows = statement.getMoreResults();
        }
        for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
            failureFields(notice);
        }
    }

    private void rows(Statement statement) throws SQLException {
        int count = 0;
        boolean plan;
        try (ResultSet rows = statement.getResultSet()) {
            int columns = rows.getMetaData().getColumnCount();
            plan = columns > 0 && rows.getMetaData().getColumnLabel(1).equals("QUERY PLAN");
            while (rows.next()) {
                count++;
                for (int column = 1; column <= columns; column++) {
                    text.append(rows.getString(column)).append(' ');
                }
                text.append('\n');
            }
        }
        // How many lines a plan has depends on what is cached.
        note(plan ? "a plan" : count + " rows");
    }

    private void copied(PGConnection connection, String sql) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            note(connection.getCopyAPI().copyOut(sql, bytes) + " rows copied");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.append(bytes.toString(StandardCharsets.UTF_8)).append('\n');
    }

    private void messages(Connection connection) throws SQLException {
        PGNotification @Nullable [] received =
                connection.unwrap(PGConnection.class).getNotifications();
        if (received != null) {
            for (PGNotification message : received) {
                text.append(message.getName())
                        .append(' ')
                        .append(message.getParameter())
                        .append('\n');
            }
        }
    }

    private void failure(@Nullable Throwable thrown) {
        failed = true;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            failureFields(cause);
            for (Throwable other : cause.getSuppressed()) {
                failureFields(other);
            }
        }
    }

    private void failureFields(Throwable cause) {
        note(cause.getClass().getSimpleName() + " " + cause.getMessage());
        if (cause instanceof SQLException sql) {
            note(String.valueOf(sql.getSQLState()));
        }
        ServerErrorMessage fields = switch (cause) {
            case PSQLException failed -> failed.getServerErrorMessage();
            case org.postgresql.util.PSQLWarning notice -> notice.getServerErrorMessage();
            default -> null;
        };
        if (fields != null) {
            text.append(fields.getDetail()).append('\n');
            text.append(fields.getHint()).append('\n');
            text.append(fields.getWhere()).append('\n');
            text.append(fields.getInternalQuery()).append('\n');
            text.append(fields.getTable())
                    .append(' ')
                    .append(fields.getColumn())
                    .append('\n');
            note(String.valueOf(fields.getConstraint()));
        }
    }

    private void note(String line) {
        outline.append(line).append('\n');
        text.append(line).append('\n');
    }
}
