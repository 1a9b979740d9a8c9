package io.ghostworks.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a database up to its migrations and says how far it is. The history is Flyway's own table
 * {@code flyway_schema_history} in the schema, so plain Flyway reads and validates it too.
 */
public final class Migrator {
    /** The schema and the migrations of Ghostworks. */
    public static final String SCHEMA = "ghostworks";

    public static final String LOCATION = "classpath:db/migration";

    private static final String HISTORY = "flyway_schema_history";

    private final DatabaseUrl url;
    private final String schema;
    private final Flyway flyway;

    /**
     * The migrations of Ghostworks.
     *
     * @param url credentials of a role that may change the schema
     */
    public Migrator(DatabaseUrl url) {
        this(url, SCHEMA, List.of(LOCATION));
    }

    /**
     * The migrations of an embedding service, in a schema of their own that is created when missing.
     *
     * @param schema where the history is, and where unqualified names of the migrations go
     * @param locations {@code classpath:} and {@code filesystem:} folders with {@code V…sql} files
     */
    public Migrator(DatabaseUrl url, String schema, List<String> locations) {
        this.url = url;
        this.schema = schema;
        this.flyway = Flyway.configure(classLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(url.dataSource())
                .schemas(schema)
                .createSchemas(!schema.equals(SCHEMA))
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .cleanDisabled(true)
                .load();
    }

    /**
     * Applies what is pending, in order, each migration in its own transaction. Of two callers at once one waits.
     *
     * @return the number of migrations that this call applied
     * @throws DatabaseProblem when the server can't be reached, the role may not change the schema and something is
     *     pending, or a migration fails; what was applied before it stays
     */
    public int upgrade() {
        AtomicInteger applied = new AtomicInteger();
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            AdvisoryLock.holding(connection, "ghostworks migration of " + schema, () -> {
                if (status().pending() > 0) {
                    requireSchema(statement);
                }
                applied.set(flyway.migrate().migrationsExecuted);
                showHistory(statement);
            });
            return applied.get();
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot migrate " + url, e);
        } catch (FlywayException e) {
            throw problem("cannot migrate " + url, e);
        }
    }

    /**
     * How far the database is. Reads only; the application's role may ask.
     *
     * @throws DatabaseProblem when the server can't be reached
     */
    public MigrationStatus status() {
        try {
            var info = flyway.info();
            MigrationInfo current = info.current();
            Optional<String> version =
                    Optional.ofNullable(current).map(MigrationInfo::getVersion).map(Object::toString);
            return new MigrationStatus(
                    version,
                    Arrays.stream(info.all()).map(FlywayMigration::read).toList());
        } catch (FlywayException e) {
            throw problem("cannot read the migrations of " + url, e);
        }
    }

    /** Flyway would find out too, but repeats for ten seconds what it may not do. */
    private void requireSchema(Statement statement) throws SQLException {
        String name = SqlText.literal(schema);
        String query = "select to_regnamespace(quote_ident(" + name + ")) is not null, case"
                + " when to_regnamespace(quote_ident(" + name + ")) is null"
                + " then has_database_privilege(current_database(), 'create')"
                + " else has_schema_privilege(" + name + ", 'create') end";
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            if (!found.getBoolean(1) && schema.equals(SCHEMA)) {
                throw new DatabaseProblem(url + " has no schema " + SCHEMA + "; initialise the database first");
            }
            if (!found.getBoolean(2)) {
                throw new DatabaseProblem("permission denied: " + url + " may not create tables in the schema " + schema
                        + "; migrate with the credentials of a role that may");
            }
        }
    }

    /** The application reports the schema's version and may not read it otherwise. */
    private void showHistory(Statement statement) throws SQLException {
        String history = SqlText.identifier(schema) + "." + HISTORY;
        statement.execute("do $$ begin if to_regrole('authenticated_users') is not null"
                + " and not has_table_privilege('authenticated_users', " + SqlText.literal(history) + ", 'select')"
                + " then grant select on " + history + " to authenticated_users; end if; end $$");
    }

    private static DatabaseProblem problem(String what, FlywayException e) {
        return new DatabaseProblem(what + ": " + e.getMessage(), e);
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Migrator.class.getClassLoader() : context;
    }
}
