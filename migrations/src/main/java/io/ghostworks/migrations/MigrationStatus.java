package io.ghostworks.migrations;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a database is.
 *
 * @param version the newest applied migration, empty before the first
 * @param head the newest migration that there is a file of, empty when there is none
 * @param migrations every migration that is applied or known here: the applied ones in the order of their
 *     application, the others among and after them by their version
 * @param remarks what a person should know about a state that is not right, and what to do; each one line
 */
public record MigrationStatus(
        Optional<String> version, Optional<String> head, List<Migration> migrations, List<String> remarks) {
    public MigrationStatus {
        migrations = List.copyOf(migrations);
        remarks = List.copyOf(remarks);
    }

    /** The number of migrations that {@link Migrator#upgrade()} would apply, those that failed before too. */
    public int pending() {
        return in(State.PENDING, State.FAILED).size();
    }

    /** True when exactly the migrations that there are files of are applied, unchanged. */
    public boolean current() {
        return migrations.stream()
                .allMatch(migration -> migration.state() == State.APPLIED || migration.state() == State.BASELINE);
    }

    /** Those in one of these states, in the order of {@link #migrations()}. */
    public List<Migration> in(State... states) {
        Set<State> wanted = Set.copyOf(Arrays.asList(states));
        return migrations.stream()
                .filter(migration -> wanted.contains(migration.state()))
                .toList();
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
        /** The history begins with it, or behind it: {@link Migrator#baseline} says that it is in place. */
        BASELINE,
        /** Not applied, and older than one that is. */
        SKIPPED
    }
}
