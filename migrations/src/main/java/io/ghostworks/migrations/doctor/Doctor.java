package io.ghostworks.migrations.doctor;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Looks over a live database, PostgreSQL 13 or later, and answers what could let one tenant reach the rows of another. It
 * reads the catalogue in one read-only transaction, so any role may ask and nothing is changed; it never calls a function
 * of the database it examines. What it can't see is data: whether rows are in the right tenant.
 */
public final class Doctor {
    private final DatabaseUrl url;
    private final DoctorOptions options;

    public Doctor(DatabaseUrl url, DoctorOptions options) {
        this.url = Objects.requireNonNull(url, "url");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** The ids of all rules, in the order of the documentation. */
    public static List<String> rules() {
        return Catalogue.RULES.stream().map(Rule::id).toList();
    }

    /**
     * Applies every rule.
     *
     * @return what was found, the worst first; empty when all is well
     * @throws IllegalArgumentException when a role, schema, table or tenant column that the options name does not exist: one
     *     line
     * @throws DatabaseProblem when the server can't be reached or is older than PostgreSQL 13
     */
    public List<Finding> examine() {
        try (Connection connection = open(url)) {
            return new Examination(connection, options).findings();
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot examine " + url, e);
        }
    }

    /** In a transaction that only reads, and that ends with the connection. */
    static Connection open(DatabaseUrl url) throws SQLException {
        Connection connection = url.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            // Names come out with their schema, and nothing of the examined database stands in for the catalogue's.
            statement.execute("set local search_path = pg_catalog, pg_temp");
            statement.execute("set local statement_timeout = '60s'");
            // Where PostgreSQL has a compiler it takes seconds for each rule, whose rows are few.
            statement.execute("set local jit = off");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
