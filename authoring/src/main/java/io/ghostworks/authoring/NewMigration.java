package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Writes the pair of files of a new migration, {@code VYYYY_MM_DD_HHMM__add_colour.sql} and {@code U…}, with the time of
 * the clock in UTC as its version: the next free minute that is newer than every file there.
 */
public final class NewMigration {
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyy_MM_dd_HHmm", Locale.ROOT);
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("yyyy.MM.dd.HHmm", Locale.ROOT);

    private final Path folder;
    private final Clock clock;

    public NewMigration(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** An empty pair to be filled in. */
    public Pair empty(String description) {
        return write(
                description, "-- " + description.strip() + "\n\n", "-- Takes back: " + description.strip() + "\n\n");
    }

    /**
     * Writes both files, or neither.
     *
     * @throws DatabaseProblem when the description has no letter or digit, or a file can't be written
     */
    public Pair write(String description, String up, String down) {
        String slug = slug(description);
        MigrationProject.requireFolder("migrations", folder);
        for (LocalDateTime time = first(); ; time = time.plusMinutes(1)) {
            String name = VERSION.format(time) + "__" + slug + ".sql";
            Pair pair = new Pair(folder.resolve("V" + name), folder.resolve("U" + name));
            if (!taken(time)) {
                create(pair, up, down);
                return pair;
            }
        }
    }

    /** The next free version, as it is written in file names. */
    String nextVersion() {
        LocalDateTime time = first();
        while (taken(time)) {
            time = time.plusMinutes(1);
        }
        return VERSION.format(time);
    }

    private static void create(Pair pair, String up, String down) {
        try {
            Files.writeString(pair.up(), up, StandardOpenOption.CREATE_NEW);
            try {
                Files.writeString(pair.down(), down, StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                Files.delete(pair.up());
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.CONFIGURATION,
                    "cannot write " + pair.up() + " and " + pair.down() + ": " + e.getMessage(),
                    e);
        }
    }

    private LocalDateTime first() {
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return MigrationFolder.read(folder)
                .newest()
                .flatMap(NewMigration::time)
                .map(newest -> newest.plusMinutes(1))
                .filter(now::isBefore)
                .orElse(now);
    }

    private static Optional<LocalDateTime> time(MigrationVersion version) {
        try {
            return Optional.of(LocalDateTime.parse(version.getVersion(), DOTTED));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a service that counts its migrations
        }
    }

    private boolean taken(LocalDateTime time) {
        MigrationVersion version = MigrationVersion.fromVersion(VERSION.format(time));
        return MigrationFolder.read(folder).files().stream()
                .anyMatch(file -> file.version().equals(version));
    }

    private static String slug(String description) {
        String slug = description
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (slug.isEmpty() || slug.length() > 100) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.CONFIGURATION,
                    "describe the migration in 1 to 100 letters and digits, for example \"add colour\"");
        }
        return slug;
    }

    /** The two files. */
    public record Pair(Path up, Path down) {}
}
