package io.ghostworks.cli.database;

import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose migrations: those in the program, or an embedding service's. */
final class MigrationOptions {
    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder with V…sql and U…sql (default: those of Ghostworks in this program).")
    private @Nullable Path migrations;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that they make (default: " + Migrator.SCHEMA + "; needed with --migrations).")
    private @Nullable String schema;

    Migrator migrator(DatabaseUrl url) {
        if (migrations == null) {
            if (schema != null && !schema.equals(Migrator.SCHEMA)) {
                throw wrong("--schema " + schema + " needs --migrations DIR: this program has the migrations of "
                        + Migrator.SCHEMA + " alone");
            }
            return new Migrator(url);
        }
        // Ours by default would put somebody's tables, and the history of their migrations, among our own.
        if (schema == null) {
            throw wrong("--migrations " + migrations + " needs --schema NAME, the schema that they make");
        }
        if (!Files.isDirectory(migrations)) {
            throw wrong("there is no folder " + migrations + " with migrations");
        }
        return new Migrator(url, schema, List.of("filesystem:" + migrations));
    }

    private static DatabaseProblem wrong(String message) {
        return new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, message);
    }
}
