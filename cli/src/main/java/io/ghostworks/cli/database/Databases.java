package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.Configuration;
import io.ghostworks.cli.configuration.SealKeySource;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.DatabaseChoice;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The one way to choose a database, for every command: {@code --database}, else {@code DATABASE_MIGRATION_URL}, else {@code
 * DATABASE_URL}, each from the environment or else from the configuration file that the server reads too, else the embedded one.
 */
final class Databases implements DatabaseChoice {

    private final Map<String, String> environment;
    private final Path home;

    Databases(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    @Override
    public ChosenDatabase open(Optional<String> address, Optional<Path> configuration) {
        return open(address, configuration, false);
    }

    /** @param make whether to make the embedded one where there is none yet */
    ChosenDatabase open(Optional<String> address, Optional<Path> configuration, boolean make) {
        return address(address, configuration)
                .map(ChosenDatabase::at)
                .orElseGet(() -> ChosenDatabase.embedded(home, make));
    }

    /** The address that was given, if any, which nothing has connected to. */
    Optional<DatabaseUrl> address(Optional<String> address, Optional<Path> configuration) {
        return address.map(Databases::parse)
                .or(() -> Configuration.read(environment, configuration).migrationDatabase());
    }

    /** Where the seal key is. */
    SealKeySource sealKey(Optional<Path> configuration) {
        return new SealKeySource(Configuration.read(environment, configuration), home);
    }

    private static DatabaseUrl parse(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.CONFIGURATION, "--database cannot be used: " + e.getMessage(), e);
        }
    }
}
