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
            defaultValue = Migrator.SCHEMA,
            description = "The schema that they make (default: ${DEFAULT-VALUE}).")
    private String schema = Migrator.SCHEMA;

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

    MigrationProject project() {
        Path files = migrations == null ? MigrationProject.MIGRATIONS : migrations;
        Path model = declared == null ? files.resolveSibling("schema") : declared;
        return new MigrationProject(files, model, schema);
    }
}
