package io.ghostworks.operations.backup;

import io.ghostworks.operations.OperationProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A program that makes backups and archives the log. What of it we need, so that another one can take its place. */
public interface BackupTool {
    /**
     * What there is, in every repository.
     *
     * @throws OperationProblem when the program can't be run, or knows no such database
     */
    BackupInfo info();

    /**
     * Archives a piece of the log of the live server and waits until it is in every repository.
     *
     * @throws OperationProblem when that does not succeed
     */
    void check();

    /**
     * Restores into an empty directory, whose server then recovers by itself, becomes writable at the end, and archives nothing.
     *
     * @param moment the last one that counts; empty for the end of the archive
     * @throws OperationProblem when a backup does not verify, or can't be read
     */
    void restore(Path directory, Optional<Instant> moment);
}
