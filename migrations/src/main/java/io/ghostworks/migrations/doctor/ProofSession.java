package io.ghostworks.migrations.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;

/** One connection as a superuser in a transaction that is never committed, which acts as the application for a moment. */
final class ProofSession {
    private final Connection connection;
    private final String role;
    private final String enter;

    /** @param enter SQL that opens the context of the tenant {@code {n}} */
    ProofSession(Connection connection, String role, String enter) {
        this.connection = connection;
        this.role = role;
        this.enter = enter;
    }

    /** Puts something in that stays; empty, or why it could not be. */
    Optional<String> put(String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            statement.execute(sql);
            statement.execute("set local session_replication_role = origin");
            return Optional.empty();
        } catch (SQLException e) {
            connection.rollback(before);
            return Optional.of(firstLine(e));
        }
    }

    /** In the context of the tenant, or without one where it is 0; taken back. */
    ProofOutcome act(int tenant, Act act) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = '5s'");
            statement.execute("set local session_replication_role = " + (act.triggers() ? "origin" : "replica"));
            if (tenant > 0) {
                statement.execute(ProofRow.of(tenant).fill(enter));
            }
            String watched = act.watch().isEmpty() ? "" : asked(statement, act.watch());
            statement.execute("set local role " + statement.enquoteIdentifier(role, /* alwaysQuote= */ true));
            ProofOutcome outcome = outcome(statement, act.sql());
            statement.execute("reset role");
            if (!act.watch().isEmpty() && !watched.equals(asked(statement, act.watch()))) {
                return outcome.touching();
            }
            return outcome;
        } catch (SQLException e) {
            return ProofOutcome.refused(String.valueOf(e.getSQLState()), firstLine(e));
        } finally {
            connection.rollback(before);
        }
    }

    private static ProofOutcome outcome(Statement statement, String sql) throws SQLException {
        if (!statement.execute(sql)) {
            return new ProofOutcome(Math.max(statement.getUpdateCount(), 0), "", false, "", "");
        }
        try (ResultSet row = statement.getResultSet()) {
            return row.next() && row.getMetaData().getColumnCount() > 1
                    ? new ProofOutcome(row.getLong(1), String.valueOf(row.getString(2)), false, "", "")
                    : new ProofOutcome(0, "", false, "", "");
        }
    }

    private static String asked(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }

    /**
     * What the application does.
     *
     * @param triggers whether triggers and foreign keys work meanwhile; without them more rows are reached
     * @param watch a superuser's query that must answer the same afterwards; empty for none
     */
    record Act(String sql, boolean triggers, String watch) {
        static Act of(String sql) {
            return new Act(sql, true, "");
        }

        static Act withoutTriggers(String sql) {
            return new Act(sql, false, "");
        }
    }
}
