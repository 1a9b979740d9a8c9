package io.ghostworks.operations.backup;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.backup.BackupInfo.Backup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The database as it was, on a server of its own beside the live one: restored from a backup, and gone when closed. */
public final class RestoredDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final ScratchPostgres scratch;
    private final DatabaseUrl live;
    private final Backup newest;

    private RestoredDatabase(ScratchPostgres scratch, DatabaseUrl live, Backup newest) {
        this.scratch = scratch;
        this.live = live;
        this.newest = newest;
    }

    /**
     * Restores, starts a server on it, and waits until it is writable.
     *
     * @param live only its role, password and database name matter
     * @param directory where to restore to: it is made, and removed when this is closed
     * @param moment the last one that counts; empty for the end of the archive
     * @throws OperationProblem when there is no backup, the moment is outside of the archive, or the restore fails; nothing is left behind then
     * @throws DatabaseProblem when the restored database does not let the role in
     */
    public static RestoredDatabase open(
            BackupTool tool, Programs programs, DatabaseUrl live, Path directory, Optional<Instant> moment) {
        BackupInfo info = tool.info();
        Backup newest = info.newest()
                .orElseThrow(() -> new OperationProblem(Exit.FOUND, "there is no backup that could be restored"));
        moment.ifPresent(at -> requireInside(info, at, Instant.now()));
        ScratchPostgres scratch = new ScratchPostgres(programs, directory);
        try {
            tool.restore(scratch.data(), moment);
            scratch.start(live, PATIENCE);
            return new RestoredDatabase(scratch, live, newest);
        } catch (RuntimeException e) {
            try {
                scratch.close();
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /** Of pgBackRest's, which counts in seconds, a restore would fail late, or come out as something else with a warning. */
    private static void requireInside(BackupInfo info, Instant moment, Instant now) {
        Instant oldest = info.oldest().map(Backup::ended).orElse(now);
        boolean isLater = moment.truncatedTo(ChronoUnit.SECONDS).isAfter(oldest);
        if (!isLater || moment.isAfter(now)) {
            throw new OperationProblem(
                    Exit.FOUND,
                    moment + " is outside of the archive, which goes from " + oldest + " to now; nothing was restored");
        }
    }

    /** Where it is, for the role of the live one. */
    public DatabaseUrl url() {
        return scratch.url(live);
    }

    /** The newest backup there is. */
    Backup newest() {
        return newest;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
