package io.ghostworks.operations.backup;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.doctor.Doctor;
import io.ghostworks.migrations.doctor.DoctorOptions;
import io.ghostworks.migrations.doctor.DoctorReport;
import io.ghostworks.migrations.doctor.Severity;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.backup.BackupInfo.Backup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Restores the newest backup beside the live server, looks whether everything is there, measures, and judges. */
public final class BackupDrill {
    /** What may be lost at most. */
    public static final Duration RPO = Duration.ofSeconds(60);

    private static final Duration RTO = Duration.ofMinutes(15);
    private static final long TEN_GIGABYTES = 10_000_000_000L;

    private final BackupTool tool;
    private final Programs programs;
    private final DatabaseUrl live;

    /** @param live the live database; only its role, password and name matter where it does not answer */
    public BackupDrill(BackupTool tool, Programs programs, DatabaseUrl live) {
        this.tool = tool;
        this.programs = programs;
        this.live = live;
    }

    /**
     * What came of it.
     *
     * @param backup the newest that was there
     * @param moment what was asked for; null for the end of the archive
     * @param newestTransaction the newest commit that is back; null when the log held none
     * @param lostSeconds from that commit to the beginning of the drill, 0 where the live server wrote nothing since; null with a moment
     * @param restoreSeconds from the beginning until the restored database answered
     * @param restoreSecondsAllowed 15 minutes and one for each 10 GB
     * @param doctorErrors holes in the isolation of tenants
     * @param findings why it did not pass; empty when it did
     */
    public record Result(
            Instant began,
            String backup,
            @Nullable Instant moment,
            @Nullable Instant newestTransaction,
            @Nullable Double lostSeconds,
            double restoreSeconds,
            double restoreSecondsAllowed,
            long databaseBytes,
            long tenants,
            long artifacts,
            long doctorErrors,
            List<String> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        /** Whether everything was as it should be. */
        public boolean passed() {
            return findings.isEmpty();
        }
    }

    private record Restored(
            @Nullable Instant newestTransaction, long position, long bytes, long tenants, long artifacts) {}

    /**
     * Does it, and leaves nothing behind but the result.
     *
     * @param directory where to restore to: it is made, and removed again
     * @throws OperationProblem when there is no backup, the moment is outside of the archive, or the restore fails
     * @throws DatabaseProblem when the restored database does not let the role in
     */
    public Result run(Path directory, Optional<Instant> moment) {
        Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Optional<Long> written = livePosition();
        try (RestoredDatabase database = RestoredDatabase.open(tool, programs, live, directory, moment)) {
            Restored restored = look(database.url());
            double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
            return judged(began, database.newest(), moment, written, restored, seconds, doctorErrors(database.url()));
        }
    }

    /** Where the live server's log ends; empty when it does not answer. */
    private Optional<Long> livePosition() {
        try (Connection connection = live.dataSource().getConnection()) {
            return Optional.of(number(connection, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"));
        } catch (SQLException gone) {
            // A drill is for the day on which the live server is gone; what could be lost is then not judged.
            return Optional.empty();
        }
    }

    private static Restored look(DatabaseUrl url) {
        try (Connection connection = url.dataSource().getConnection()) {
            return new Restored(
                    moment(connection, "select pg_last_xact_replay_timestamp()"),
                    number(connection, "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')"),
                    number(connection, "select pg_database_size(current_database())"),
                    number(connection, "select count(*) from ghostworks.tenants"),
                    number(connection, "select count(*) from ghostworks.artifacts"));
        } catch (SQLException e) {
            throw DatabaseProblem.of("the restored database", e);
        }
    }

    private static long doctorErrors(DatabaseUrl url) {
        return new DoctorReport(new Doctor(url, DoctorOptions.ghostworks()).examine()).count(Severity.ERROR);
    }

    private static Result judged(
            Instant began,
            Backup newest,
            Optional<Instant> moment,
            Optional<Long> written,
            Restored restored,
            double seconds,
            long doctorErrors) {
        double allowed = RTO.toSeconds() + 60.0 * restored.bytes() / TEN_GIGABYTES;
        Double lost = moment.isPresent() ? null : lostSeconds(began, newest, written, restored);
        List<String> findings = new ArrayList<>();
        if (lost != null && lost > RPO.toSeconds()) {
            findings.add(String.format(
                    java.util.Locale.ROOT, "%.0f seconds would be lost, and %d are allowed", lost, RPO.toSeconds()));
        }
        if (seconds > allowed) {
            findings.add(String.format(
                    java.util.Locale.ROOT, "it took %.0f seconds, and %.0f are allowed", seconds, allowed));
        }
        if (doctorErrors > 0) {
            findings.add("the doctor finds " + doctorErrors + " errors in the restored database");
        }
        return new Result(
                began,
                newest.label(),
                moment.orElse(null),
                restored.newestTransaction(),
                lost,
                seconds,
                allowed,
                restored.bytes(),
                restored.tenants(),
                restored.artifacts(),
                doctorErrors,
                findings);
    }

    /** A bound: what was acknowledged later than the newest that is back, and before the drill began. */
    private static double lostSeconds(Instant began, Backup newest, Optional<Long> written, Restored restored) {
        if (written.isPresent() && written.get() <= restored.position()) {
            return 0;
        }
        Instant back = Optional.ofNullable(restored.newestTransaction()).orElse(newest.ended());
        return Math.max(0, Duration.between(back, began).toMillis() / 1000.0);
    }

    private static @Nullable Instant moment(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            OffsetDateTime time = found.next() ? found.getObject(1, OffsetDateTime.class) : null;
            return time == null ? null : time.toInstant();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
