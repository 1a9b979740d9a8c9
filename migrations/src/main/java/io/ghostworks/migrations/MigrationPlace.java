package io.ghostworks.migrations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Which migrations, and where they go.
 *
 * @param schema the schema with the history, where unqualified names go too
 * @param locations {@code classpath:} and {@code filesystem:} folders
 */
record MigrationPlace(DatabaseUrl url, String schema, List<String> locations) {
    private static final String HISTORY = "flyway_schema_history";

    MigrationPlace {
        locations = List.copyOf(locations);
    }

    /** The history's name as SQL. */
    String history() {
        return SqlText.identifier(schema) + "." + HISTORY;
    }

    MigrationSource source() {
        return new MigrationSource(locations, classLoader());
    }

    /** Flyway without limits, for questions. */
    Flyway flyway() {
        return configuration().load();
    }

    /** Flyway that gives up on a lock, and stops at a version. */
    Flyway flyway(LockPatience patience, Optional<String> target) {
        FluentConfiguration configuration = configuration().callbacks(new AfterConnect(patience.sql()));
        target.ifPresent(version -> configuration.target(MigrationVersion.fromVersion(version)));
        return configuration.load();
    }

    private FluentConfiguration configuration() {
        return Flyway.configure(classLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(url.dataSource())
                .schemas(schema)
                .createSchemas(!schema.equals(Migrator.SCHEMA))
                // In one transaction with Flyway's own lock, CREATE INDEX CONCURRENTLY would wait for itself.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .cleanDisabled(true);
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Migrator.class.getClassLoader() : context;
    }
}
