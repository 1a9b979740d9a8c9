package io.ghostworks.migrations;

import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.flyway.FlywayFailure;
import io.ghostworks.migrations.flyway.MigrationPlace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** Asks Flyway, and explains what Flyway does not. */
final class StatusReader {
    private static final Pattern UNREADABLE = Pattern.compile("Unable to calculate checksum of (\\S+)");

    private final MigrationPlace place;

    StatusReader(MigrationPlace place) {
        this.place = place;
    }

    MigrationStatus read() {
        try {
            MigrationInfoService info = place.flyway().info();
            List<Migration> migrations = Arrays.stream(info.all())
                    // That Flyway made the schema is a row of the history too.
                    .filter(one -> one.getType() != CoreMigrationType.SCHEMA)
                    .map(FlywayMigration::read)
                    .toList();
            Optional<String> version = Optional.ofNullable(info.current())
                    .map(MigrationInfo::getVersion)
                    .map(MigrationVersion::toString);
            return new MigrationStatus(version, head(info), migrations, remarks(migrations));
        } catch (FlywayException e) {
            Matcher unreadable = UNREADABLE.matcher(String.valueOf(e.getMessage()));
            if (unreadable.find()) {
                // Which says the line, where the encoding is the reason.
                place.source().find(unreadable.group(1));
            }
            throw FlywayFailure.problem("cannot read the migrations of " + place.url(), e);
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot read the migrations of " + place.url(), e);
        }
    }

    private static Optional<String> head(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved() && migration.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .map(MigrationVersion::toString);
    }

    private List<String> remarks(List<Migration> migrations) throws SQLException {
        List<String> remarks = new ArrayList<>();
        for (Migration migration : migrations) {
            if (migration.state() == State.FAILED) {
                remarks.add(failed(migration));
            } else {
                remark(migration).ifPresent(remarks::add);
            }
        }
        return remarks;
    }

    private static Optional<String> remark(Migration migration) {
        String script = migration.script();
        return Optional.ofNullable(
                switch (migration.state()) {
                    case APPLIED, BASELINE, PENDING, FAILED -> null;
                    case MISSING -> script + " is applied, and its file is missing here: bring the file back";
                    case AHEAD ->
                        script + " is applied, and newer than every file here: the database is ahead of this checkout";
                    case CHANGED ->
                        script + " was changed after it was applied: put its text back, and make a new migration";
                    case SKIPPED ->
                        script + " is not applied, and older than one that is: `db merge` gives it a new version";
                });
    }

    private String failed(Migration migration) throws SQLException {
        List<String> invalid = new HalfDone(place).invalidIndexes(migration.script());
        String left = invalid.isEmpty()
                ? "it left no invalid index"
                : "it left " + (invalid.size() == 1 ? "the invalid index " : "the invalid indexes ")
                        + String.join(", ", invalid) + ", which slows writes and answers no query";
        return migration.script() + " failed half-way and does not run in a transaction: " + left
                + "; `db upgrade` cleans up and tries again";
    }
}
