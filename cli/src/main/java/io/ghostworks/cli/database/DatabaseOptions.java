package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.configuration.SealKeySource;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a database. */
public final class DatabaseOptions {
    private final Databases databases;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The database (default: $$DATABASE_MIGRATION_URL, $$DATABASE_URL, else the embedded one)."
                    + " Keep passwords in the environment: others see a command line.")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read those keys from there; the environment wins (default: $$GHOSTWORKS_CONFIG).")
    private @Nullable Path config;

    /** Of this process's environment. */
    public DatabaseOptions() {
        this(System.getenv());
    }

    DatabaseOptions(Map<String, String> environment) {
        this.databases = new Databases(environment, Home.get());
    }

    /**
     * The database that was chosen.
     *
     * @param make whether to make the embedded one where there is none yet
     */
    public ChosenDatabase open(boolean make) {
        return databases.open(Optional.ofNullable(database), Optional.ofNullable(config), make);
    }

    /** Where the seal key is. */
    SealKeySource sealKey() {
        return databases.sealKey(Optional.ofNullable(config));
    }

    /** The address that was given, if any, which nothing has connected to. */
    public Optional<DatabaseUrl> address() {
        return databases.address(Optional.ofNullable(database), Optional.ofNullable(config));
    }
}
