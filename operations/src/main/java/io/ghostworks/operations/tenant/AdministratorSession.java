package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.TenantCatalog.Tables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** One transaction of a role that row-level security does not bind: done whole, or not at all. */
final class AdministratorSession implements AutoCloseable {

    /** Texts that another server reads the same, as pg_dump sets them. The application's limits are for requests. */
    private static final String SETTINGS = """
            select set_config(name, value, true) from (values ('search_path', ''),
              ('statement_timeout', '0'), ('idle_in_transaction_session_timeout', '0'), ('lock_timeout', '10s'),
              ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '3'),
              ('bytea_output', 'hex'), ('lc_monetary', 'C')) as settings(name, value)""";

    private final Connection connection;

    private AdministratorSession(Connection connection) {
        this.connection = connection;
    }

    /** What is done in the session. */
    @FunctionalInterface
    interface Work<T> {
        T in(AdministratorSession session) throws SQLException, IOException;
    }

    /** All statements see the same moment, and none writes. */
    static <T> T reading(DatabaseUrl url, Work<T> work) {
        return run(url, "isolation level repeatable read, read only", true, session -> {
            // A second belt: a policy that would filter is an error. Where triggers run it would stop them, as they run
            // under policies.
            session.execute("set local row_security = off");
            return work.in(session);
        });
    }

    /** What the work did is stored when it ends well. */
    static <T> T writing(DatabaseUrl url, Work<T> work) {
        return run(url, "isolation level read committed, read write", true, work);
    }

    /** What the work did is taken back in any case. */
    static <T> T trying(DatabaseUrl url, Work<T> work) {
        return run(url, "isolation level read committed, read write", false, work);
    }

    private static <T> T run(DatabaseUrl url, String mode, boolean keep, Work<T> work) {
        try (AdministratorSession session =
                new AdministratorSession(url.dataSource().getConnection())) {
            session.begin(mode);
            T result = work.in(session);
            if (keep) {
                session.connection.commit();
            } else {
                session.connection.rollback();
            }
            return result;
        } catch (SQLException e) {
            throw DatabaseProblem.of(String.valueOf(url), e);
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, "the file: " + e.getMessage(), e);
        }
    }

    private void begin(String mode) throws SQLException {
        connection.setAutoCommit(false);
        execute("set transaction " + mode);
        execute(SETTINGS);
        String bound =
                text("select rolname from pg_catalog.pg_roles where rolname = current_user and not rolsuper and not"
                        + " rolbypassrls");
        if (!bound.isEmpty()) {
            throw new OperationProblem(
                    Exit.DENIED,
                    "row-level security binds the role " + bound
                            + ", so it sees no tenant whole; use a superuser or a role with"
                            + " BYPASSRLS, by --database or DATABASE_MIGRATION_URL");
        }
    }

    Connection connection() {
        return connection;
    }

    Tables tables(Set<String> except) throws SQLException {
        return TenantCatalog.read(connection, except);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The number of rows that it changed. */
    long change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        }
    }

    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The first value as text; empty when there is none. */
    String text(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet found = statement.executeQuery()) {
            String value = found.next() ? found.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    /** The first value as a number. */
    long number(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet found = statement.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /** Takes back what was not committed, by ending the session. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
