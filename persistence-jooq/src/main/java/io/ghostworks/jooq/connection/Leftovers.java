package io.ghostworks.jooq.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/**
 * Removes what the code of an embedding service may have left on a connection: settings, cursors, locks, temporary tables,
 * a role, a channel it listens to. {@code DISCARD ALL} would also drop the statements that the driver has prepared, and
 * what the pool has set.
 */
public final class Leftovers {

    /** What a rolled back transaction does not take back. */
    static final String AFTER_ROLLBACK = "select pg_catalog.pg_advisory_unlock_all()";

    private static final String FAILED_READ = "rollback; " + AFTER_ROLLBACK;

    private static final String SETTINGS =
            "select name, setting from pg_catalog.pg_settings where source = 'session' and name !~ '^transaction_'"
                    + " union all select 'role', current_setting('role') where current_setting('role') <> 'none'";

    private static final String REMOVE = "close all; reset all; set session authorization default; unlisten *;"
            + " discard temp; discard sequences; " + AFTER_ROLLBACK + "; ";

    private static final String SET = "select pg_catalog.set_config(?, ?, false); ";

    /** A statement prepared by name could take the place of one of the driver's. */
    private static final String PREPARED_BY_NAME =
            "select exists (select from pg_catalog.pg_prepared_statements where from_sql)";

    /** What was set on a connection before the first foreign code, by the driver or the pool. */
    private static final Map<Object, Map<String, String>> SET_BY_OTHERS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Leftovers() {}

    /** Remembers what is set on a connection that no foreign code has had yet; asks once for each. */
    public static void remember(Connection connection) throws SQLException {
        Object physical = physical(connection);
        if (SET_BY_OTHERS.containsKey(physical)) {
            return;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        SET_BY_OTHERS.put(physical, settings);
    }

    /**
     * Makes a connection in autocommit mode what it was, in one round trip.
     *
     * @return false if it cannot be made so, and must be closed
     */
    public static boolean remove(Connection connection) throws SQLException {
        Map<String, String> settings = SET_BY_OTHERS.getOrDefault(physical(connection), Map.of());
        try (PreparedStatement statement =
                connection.prepareStatement(REMOVE + SET.repeat(settings.size()) + PREPARED_BY_NAME)) {
            int bound = 0;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.setString(++bound, setting.getKey());
                statement.setString(++bound, setting.getValue());
            }
            statement.execute();
            return !lastTruth(statement);
        }
    }

    private static boolean lastTruth(PreparedStatement statement) throws SQLException {
        boolean last = false;
        boolean rows = statement.getUpdateCount() == -1;
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                ResultSet result = statement.getResultSet();
                last = result.next() && result.getObject(1) instanceof Boolean truth && truth;
            }
            rows = statement.getMoreResults();
        }
        return last;
    }

    /** Ends the transaction of a foreign read that has failed in the middle. */
    public static void endFailedRead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FAILED_READ);
        }
    }

    /** Ends what a statement has begun that met a changed table, and has the driver prepare all statements anew. */
    public static void removeStalePlans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FAILED_READ + "; deallocate all");
        }
    }

    private static Object physical(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class) ? connection.unwrap(PGConnection.class) : connection;
    }
}
