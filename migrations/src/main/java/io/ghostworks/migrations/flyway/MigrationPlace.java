package io.ghostworks.migrations.flyway;

import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.sql.SqlText;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Which migrations, and where they go.
 *
 * @param schema the schema with the history, where unqualified names go too
 * @param locations {@code classpath:} and {@code filesystem:} folders
 * @param makesSchema whether a missing schema is made; else it is a mistake
 */
public record MigrationPlace(DatabaseUrl url, String schema, List<String> locations, boolean makesSchema) {
    private static final String HISTORY = "flyway_schema_history";

    public MigrationPlace {
        locations = List.copyOf(locations);
    }

    /** The history's name as SQL. */
    public String history() {
        return SqlText.identifier(schema) + "." + HISTORY;
    }

    public MigrationSource source() {
        return new MigrationSource(locations, classLoader());
    }

    /** Flyway without limits, for questions. */
    public Flyway flyway() {
        return configuration().load();
    }

    /** Flyway that begins each of its connections with a statement, and stops at a version. */
    public Flyway flyway(String beginning, Optional<String> target) {
        FluentConfiguration configuration = configuration().callbacks(new AfterConnect(beginning));
        target.ifPresent(version -> configuration.target(MigrationVersion.fromVersion(version)));
        return configuration.load();
    }

    /** Flyway that begins a history at a version. */
    public Flyway baseline(MigrationVersion version) {
        return configuration().baselineVersion(version).load();
    }

    private FluentConfiguration configuration() {
        FluentConfiguration configuration = Flyway.configure(classLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(url.dataSource())
                .schemas(schema)
                .createSchemas(makesSchema)
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .cleanDisabled(true);
        // In one transaction with Flyway's own lock, CREATE INDEX CONCURRENTLY would wait for itself. A map
        // of texts would set the option too, but Flyway reads it with Jackson, which an embedder need not have.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? MigrationPlace.class.getClassLoader() : context;
    }
}
