package io.ghostworks.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ephemeral servers whose process was killed: stopped, and their directories removed, by the next one that comes along. */
final class Leftovers {
    static final String PREFIX = "ephemeral-";

    /** A directory is made a moment before it is locked. */
    private static final Duration NEW = Duration.ofSeconds(30);

    private Leftovers() {}

    static void remove(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : found) {
                removeAbandoned(directory);
            }
        }
    }

    private static void removeAbandoned(Path directory) throws IOException {
        try {
            if (Files.getLastModifiedTime(directory)
                    .toInstant()
                    .isAfter(Instant.now().minus(NEW))) {
                return;
            }
            Optional<DirectoryLock> lock = DirectoryLock.tryTake(directory);
            if (lock.isEmpty()) {
                return;
            }
            try {
                Path data = directory.resolve("data");
                PostgresProcess.of(data).ifPresent(orphan -> orphan.stop(data));
                Trees.delete(directory);
            } finally {
                lock.get().release();
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // Its owner, or another process that cleans up, has removed it.
            return;
        }
    }
}
