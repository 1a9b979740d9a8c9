package io.ghostworks.authoring;

import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose migrations: those of Ghostworks, or of a service that embeds it.
 *
 * @param migrations the folder with {@code V…sql} and {@code U…sql}
 * @param declared the folder with the declared schema: files that are executed in the order of their names
 * @param schema the schema that both make
 * @param location where the migrations that are applied come from, as {@link Migrator} has it
 */
public record MigrationProject(Path migrations, Path declared, String schema, String location) {
    /** Where a checkout of Ghostworks has them. */
    public static final Path MIGRATIONS = Path.of("migrations/src/main/resources/ghostworks/migration");

    public static final Path DECLARED = Path.of("migrations/src/main/resources/ghostworks/schema");

    /** Applies what is in the folder. */
    public MigrationProject(Path migrations, Path declared, String schema) {
        this(migrations, declared, schema, "filesystem:" + migrations);
    }

    /** The migrations of Ghostworks that are part of this program, wherever it runs. */
    public static MigrationProject ofProgram() {
        return new MigrationProject(MIGRATIONS, DECLARED, Migrator.SCHEMA, Migrator.LOCATION);
    }

    /** The project of Ghostworks itself. */
    public static MigrationProject ofCheckout(Path root) {
        return new MigrationProject(root.resolve(MIGRATIONS), root.resolve(DECLARED), Migrator.SCHEMA);
    }

    /** What applies these migrations to a database. */
    public Migrator migrator(DatabaseUrl url) {
        return new Migrator(url, schema, List.of(location));
    }

    boolean ownSchema() {
        return schema.equals(Migrator.SCHEMA);
    }

    static Path requireFolder(String what, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.CONFIGURATION, "there is no folder " + folder + " with " + what);
        }
        return folder;
    }
}
