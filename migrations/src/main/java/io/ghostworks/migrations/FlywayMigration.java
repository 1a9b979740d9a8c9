package io.ghostworks.migrations;

import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import java.time.Instant;
import java.util.Date;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Flyway's view of a migration in our words. */
final class FlywayMigration {
    private FlywayMigration() {}

    static Migration read(MigrationInfo info) {
        String version = info.getVersion() == null ? null : info.getVersion().toString();
        return new Migration(
                version, info.getDescription(), info.getScript(), state(info), instant(info.getInstalledOn()));
    }

    private static State state(MigrationInfo info) {
        return switch (info.getState()) {
            case BASELINE, BELOW_BASELINE, BASELINE_IGNORED -> State.BASELINE;
            case SUCCESS, OUT_OF_ORDER, OUTDATED, SUPERSEDED ->
                info.isChecksumMatching() ? State.APPLIED : State.CHANGED;
            case PENDING, UNDONE, AVAILABLE, DELETED -> State.PENDING;
            case FAILED, MISSING_FAILED, FUTURE_FAILED -> State.FAILED;
            case MISSING_SUCCESS -> State.MISSING;
            case FUTURE_SUCCESS -> State.AHEAD;
            case IGNORED, ABOVE_TARGET -> State.SKIPPED;
        };
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
