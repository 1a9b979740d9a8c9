package io.ghostworks.operations.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What could be restored now. */
public record BackupInfo(List<Repository> repositories) {
    public BackupInfo {
        repositories = List.copyOf(repositories);
    }

    /**
     * A place where backups are.
     *
     * @param isGood whether the program finds nothing wrong with it
     * @param status what it says of it
     * @param newestLog the last piece of the log that arrived
     */
    public record Repository(
            int number,
            boolean isGood,
            String status,
            boolean isEncrypted,
            Optional<String> newestLog,
            List<Backup> backups) {
        public Repository {
            backups = List.copyOf(backups);
        }
    }

    /**
     * A backup.
     *
     * @param type full, diff or incr
     * @param ended the second after which it can be restored to any moment
     * @param bytes of the database
     */
    public record Backup(String label, String type, Instant ended, long bytes, boolean isWhole) {}

    /** Of all repositories. */
    public Optional<Backup> newest() {
        return whole().max(Comparator.comparing(Backup::ended));
    }

    /** Of all repositories. */
    public Optional<Backup> oldest() {
        return whole().min(Comparator.comparing(Backup::ended));
    }

    private java.util.stream.Stream<Backup> whole() {
        return repositories.stream()
                .flatMap(repository -> repository.backups().stream())
                .filter(Backup::isWhole);
    }
}
