package io.ghostworks.migrations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a database is.
 *
 * @param version the newest applied migration, empty before the first
 * @param migrations every migration that is applied or known here: the applied ones in the order of their
 *     application, the others among and after them by their version
 */
public record MigrationStatus(Optional<String> version, List<Migration> migrations) {
    public MigrationStatus {
        migrations = List.copyOf(migrations);
    }

    /** The number of migrations that {@link Migrator#upgrade()} would apply. */
    public int pending() {
        return (int) migrations.stream()
                .filter(migration -> migration.state() == State.PENDING)
                .count();
    }

    /**
     * One migration.
     *
     * @param version null for a repeatable one
     * @param script the file's name
     * @param appliedAt null when it is not applied
     */
    public record Migration(
            @Nullable String version,
            String description,
            String script,
            State state,
            @Nullable Instant appliedAt) {}

    /** What became of a migration. */
    public enum State {
        APPLIED,
        PENDING,
        /** Began, failed, and could not be rolled back. */
        FAILED,
        /** Applied, and now no file of it is here. */
        MISSING,
        /** Applied, and newer than every file here: the database is ahead of this program. */
        AHEAD,
        /** Applied, and its file was changed since. */
        CHANGED,
        /** Not applied, and older than one that is. */
        SKIPPED
    }
}
