package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose migrations. */
final class ProjectOptions {
    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder with V…sql and U…sql (default: that of the checkout of Ghostworks).")
    private @Nullable Path migrations;

    @Option(
            names = "--declared",
            paramLabel = "DIR",
            description = "The folder with the declared schema (default: schema beside the migrations).")
    private @Nullable Path declared;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that they make; to be given with --migrations (default: ghostworks).")
    private @Nullable String schema;

    @Option(
            names = "--scratch",
            paramLabel = "URL",
            description =
                    "A superuser's address of a server for scratch databases (default: $$DATABASE_SCRATCH_URL, else"
                            + " a container or the embedded PostgreSQL).")
    private @Nullable String scratch;

    @Nullable
    String scratch() {
        return scratch == null ? System.getenv("DATABASE_SCRATCH_URL") : scratch;
    }

    /** What a live database is compared with: the working directory is no part of the question. */
    MigrationProject applied() {
        if (migrations == null && (schema == null || schema.equals(Migrator.SCHEMA))) {
            return MigrationProject.ofProgram();
        }
        if (migrations == null) {
            throw wrong("--schema " + schema + " needs --migrations DIR: this program has the migrations of "
                    + Migrator.SCHEMA + " alone");
        }
        return project(true);
    }

    /**
     * The folders that a person works in.
     *
     * @param named whether the command needs to know the schema
     */
    MigrationProject project(boolean named) {
        Path files = migrations == null ? checkout().resolve(MigrationProject.MIGRATIONS) : migrations;
        if (!Files.isDirectory(files)) {
            throw wrong("there is no folder " + files + " with migrations; name one with --migrations and --schema");
        }
        if (migrations != null && schema == null && named) {
            throw wrong("--migrations " + files + " needs --schema NAME, the schema that they make");
        }
        Path model = declared == null ? files.resolveSibling("schema") : declared;
        return new MigrationProject(files, model, schema == null ? Migrator.SCHEMA : schema);
    }

    /** The launcher's own, wherever it is called; else the working directory. */
    private static Path checkout() {
        return Path.of(System.getProperty("ghostworks.checkout", ""));
    }

    private static DatabaseProblem wrong(String message) {
        return new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, message);
    }
}
