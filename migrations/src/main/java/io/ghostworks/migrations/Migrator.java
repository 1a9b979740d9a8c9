package io.ghostworks.migrations;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.flyway.FlywayFailure;
import io.ghostworks.migrations.flyway.MigrationPlace;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings a database up to its migrations, or back, and says how far it is. The history is Flyway's own table
 * {@code flyway_schema_history} in the schema, so plain Flyway reads and validates it too.
 */
public final class Migrator {
    /** The schema of Ghostworks. */
    public static final String SCHEMA = "ghostworks";

    /**
     * The migrations of Ghostworks: a place of our own. In {@code db/migration}, the default of Flyway and of Spring Boot,
     * an application's Flyway would run them, and this class would run the application's.
     */
    public static final String LOCATION = "classpath:ghostworks/migration";

    private final MigrationPlace place;

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
     * @param locations {@code classpath:} and {@code filesystem:} folders with {@code V…sql} and {@code U…sql} files
     */
    public Migrator(DatabaseUrl url, String schema, List<String> locations) {
        this.place = new MigrationPlace(url, schema, locations, !schema.equals(SCHEMA));
    }

    /**
     * Applies everything that is pending, as {@link #upgrade(UpgradeOptions)} does.
     *
     * @return the number of migrations that this call applied
     */
    public int upgrade() {
        return upgrade(UpgradeOptions.DEFAULT).scripts().size();
    }

    /**
     * Applies what is pending, in order, each migration in its own transaction. Of two callers at once one waits, and
     * both succeed. A migration that can't get a lock is rolled back and tried again. What a migration outside of a
     * transaction left behind when it failed is removed first, and the migration tried again.
     *
     * @throws DatabaseProblem when the server can't be reached, the version is unknown, an applied migration was changed,
     *     a pending one is older than the newest applied, the role may not change the schema and something is pending,
     *     or a migration fails; what was applied before it stays
     */
    public MigrationRun upgrade(UpgradeOptions options) {
        return new Upgrade(place, options).run();
    }

    /**
     * Takes migrations back, the newest first, each with its {@code U…} file, in one transaction with the row of the
     * history. Waits for an upgrade that runs.
     *
     * @throws DatabaseProblem when the server can't be reached, the version is unknown, a file is missing, the database is
     *     ahead of the files, data would be lost and that was not accepted, or a statement fails; what was taken back
     *     before that stays so
     */
    public MigrationRun downgrade(DowngradeOptions options) {
        return new Downgrade(place, options).run();
    }

    /**
     * Begins the history of a database that was made by other means: the migrations up to a version are taken for applied,
     * and nothing is executed.
     *
     * @param version the newest that the database is like; a file of it need not exist
     * @throws DatabaseProblem when the server can't be reached, this is no version, or the database has a history already
     */
    public MigrationStatus baseline(String version) {
        MigrationVersion wanted = Versions.parse(version);
        MigrationStatus before = status();
        if (before.version().isPresent()) {
            throw new DatabaseProblem(place.url() + " has a history already, which is at "
                    + before.version().get() + "; a baseline is for a database without one");
        }
        try {
            place.baseline(wanted).baseline();
            return status();
        } catch (FlywayException e) {
            throw FlywayFailure.problem("cannot begin the history of " + place.url(), e);
        }
    }

    /**
     * How far the database is. Reads only; the application's role may ask.
     *
     * @throws DatabaseProblem when the server can't be reached
     */
    public MigrationStatus status() {
        return new StatusReader(place).read();
    }
}
