package io.ghostworks.build.command;

import io.ghostworks.build.migration.MigrationProject;
import io.ghostworks.migrations.Migrator;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose migrations. */
final class ProjectOptions {
    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder with V…sql and U…sql (default: Ghostworks' own).")
    private @Nullable Path migrations;

    @Option(
            names = "--declared",
            paramLabel = "DIR",
            description = "The folder with the declared schema (default: schema beside the migrations).")
    private @Nullable Path declared;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that they make (default: " + Migrator.SCHEMA + ").")
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
        if (migrations == null || schema == null) {
            throw new IllegalArgumentException(
                    migrations == null
                            ? "--schema " + schema + " needs --migrations DIR: this program has the migrations of "
                                    + Migrator.SCHEMA + " alone"
                            : "--migrations " + migrations + " needs --schema NAME, the schema that they make");
        }
        return project();
    }

    /** The folders that a person works in. */
    MigrationProject project() {
        Path files = migrations == null ? MigrationProject.MIGRATIONS : migrations;
        Path model = declared == null ? files.resolveSibling("schema") : declared;
        return new MigrationProject(files, model, schema == null ? Migrator.SCHEMA : schema);
    }
}
