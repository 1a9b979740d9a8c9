package io.ghostworks.migrations.command;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that a command works on: one that is there, or the embedded one of this checkout, which is started and stops
 * again.
 *
 * @param url credentials of a role that may change the schema
 * @param started what was started; empty for a server that was there
 */
public record ChosenDatabase(DatabaseUrl url, Optional<LocalDatabase.Running> started) implements AutoCloseable {
    /** One that is there. */
    public static ChosenDatabase at(DatabaseUrl url) {
        return new ChosenDatabase(url, Optional.empty());
    }

    /**
     * Starts the embedded one.
     *
     * @param home where the server keeps its data
     * @param make whether to make it where there is none yet; a command that only reads does not
     * @throws DatabaseProblem when there is none, or this program has no embedded PostgreSQL
     */
    public static ChosenDatabase embedded(Path home, boolean make) {
        LocalDatabase local = LocalDatabase.find().orElseThrow(() -> none("no database is given"));
        Path directory = home.resolve("postgres");
        if (!make && !Files.isDirectory(directory)) {
            throw none("no database is given, and there is no embedded one in " + directory
                    + " yet, which `ghostworks serve`" + " makes");
        }
        LocalDatabase.Running running = local.start(directory, false);
        Provisioning wanted = new Provisioning(Provisioning.DEFAULT_DATABASE, Provisioning.DEFAULT_APP_ROLE, null);
        new Provisioner(running.admin()).provision(wanted);
        return new ChosenDatabase(running.admin().withDatabase(wanted.database()), Optional.of(running));
    }

    private static DatabaseProblem none(String why) {
        return new DatabaseProblem(
                Kind.CONFIGURATION, why + ": use --database, --config FILE, DATABASE_MIGRATION_URL or DATABASE_URL");
    }

    /** Stops what was started. */
    @Override
    public void close() {
        started.ifPresent(LocalDatabase.Running::close);
    }
}
