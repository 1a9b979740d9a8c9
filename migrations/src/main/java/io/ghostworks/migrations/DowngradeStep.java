package io.ghostworks.migrations;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.flyway.FlywayFailure;
import io.ghostworks.migrations.flyway.MigrationPlace;
import io.ghostworks.migrations.sql.SqlScript;
import io.ghostworks.migrations.sql.SqlScript.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One migration to take back.
 *
 * @param version of the migration
 * @param script the file's name
 * @param sql its text
 * @param previous the newest version afterwards
 */
record DowngradeStep(String version, String script, String sql, Optional<String> previous) {
    private static final Pattern CONCURRENTLY =
            Pattern.compile("(?is)(?:create\\s+(?:unique\\s+)?|drop\\s+|re)index\\s.*?\\bconcurrently\\b.*");

    /**
     * Executes it and removes the row of the history, both or neither; where PostgreSQL allows no transaction, one after
     * the other.
     */
    void run(Connection connection, MigrationPlace place, DowngradeOptions options) throws SQLException {
        List<Statement> statements = SqlScript.statements(sql);
        long concurrent = statements.stream()
                .filter(statement -> CONCURRENTLY.matcher(statement.sql()).matches())
                .count();
        if (concurrent == 0) {
            inTransaction(connection, statements, place, options);
        } else if (concurrent == statements.size()) {
            execute(connection, options.patience().sql());
            execute(connection, statements);
            removeFromHistory(connection, place);
        } else {
            throw new DatabaseProblem(
                    script + " mixes CONCURRENTLY, which runs outside of a transaction, with other statements;"
                            + " make two migrations of it");
        }
    }

    private void inTransaction(
            Connection connection, List<Statement> statements, MigrationPlace place, DowngradeOptions options)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, options.patience().sql().replace("set ", "set local "));
            enter(connection, place.schema());
            if (!options.acceptDataLoss()) {
                refuseLoss(connection, statements);
            }
            execute(connection, statements);
            execute(connection, "reset role");
            removeFromHistory(connection, place);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Tries it, sees what is gone, and goes back to look whether anything was in it. The locks are kept meanwhile. */
    private void refuseLoss(Connection connection, List<Statement> statements) throws SQLException {
        DataLoss loss = DataLoss.before(connection);
        Savepoint trial = connection.setSavepoint();
        execute(connection, statements);
        loss.look(connection);
        connection.rollback(trial);
        List<String> lost = loss.lost(connection);
        if (!lost.isEmpty()) {
            throw new DatabaseProblem(script + " would lose data: " + String.join(", ", lost)
                    + "; nothing was changed; to lose it, use --accept-data-loss");
        }
    }

    private void execute(Connection connection, List<Statement> statements) throws SQLException {
        for (Statement statement : statements) {
            try {
                execute(connection, statement.sql());
            } catch (SQLException e) {
                throw FlywayFailure.failed(script, statement, e);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Unqualified names go to the schema, as Flyway has it for the way up. */
    private static void enter(Connection connection, String schema) throws SQLException {
        String query =
                "select set_config('search_path', quote_ident(?) || ', ' || current_setting('search_path'), true)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.execute();
        }
    }

    private void removeFromHistory(Connection connection, MigrationPlace place) throws SQLException {
        // A repeatable one may be gone with it, as a view of a table; the next upgrade runs it again.
        try (PreparedStatement delete = connection.prepareStatement("delete from " + place.history()
                + " where version = ? or version is null and script ~ '(^|/)R__[^/]*$'")) {
            delete.setString(1, version);
            delete.executeUpdate();
        }
    }
}
