package io.ghostworks.migrations;

import io.ghostworks.migrations.DatabaseProblem.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The database that a command works on: the one it is told, else that of {@code DATABASE_MIGRATION_URL}, else that of
 * {@code DATABASE_URL}, else the embedded one of this checkout, which is started and stops again.
 *
 * @param url credentials of a role that may change the schema
 * @param started what was started; empty for a server that was there
 */
public record ChosenDatabase(DatabaseUrl url, Optional<LocalDatabase.Running> started) implements AutoCloseable {
    /**
     * Chooses, and starts the embedded one where none is given.
     *
     * @param given what the command was told, if anything
     * @param home where the server keeps its data
     * @throws DatabaseProblem when an address can't be read, or there is none and no embedded PostgreSQL either
     */
    public static ChosenDatabase of(Optional<String> given, Map<String, String> environment, Path home) {
        Optional<String> text = given.or(() -> variable(environment, "DATABASE_MIGRATION_URL"))
                .or(() -> variable(environment, "DATABASE_URL"));
        return text.map(url -> new ChosenDatabase(parse(url), Optional.empty()))
                .orElseGet(() -> embedded(home.resolve("postgres")));
    }

    private static Optional<String> variable(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key)).filter(value -> !value.isBlank());
    }

    private static DatabaseUrl parse(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DatabaseProblem(Kind.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static ChosenDatabase embedded(Path directory) {
        LocalDatabase local = LocalDatabase.find()
                .orElseThrow(() -> new DatabaseProblem(
                        Kind.CONFIGURATION,
                        "no database is given: say --database or set DATABASE_MIGRATION_URL or DATABASE_URL"));
        LocalDatabase.Running running = local.start(directory, false);
        Provisioning wanted = new Provisioning(Provisioning.DEFAULT_DATABASE, Provisioning.DEFAULT_APP_ROLE, null);
        new Provisioner(running.admin()).provision(wanted);
        return new ChosenDatabase(running.admin().withDatabase(wanted.database()), Optional.of(running));
    }

    /** Stops what was started. */
    @Override
    public void close() {
        started.ifPresent(LocalDatabase.Running::close);
    }
}
