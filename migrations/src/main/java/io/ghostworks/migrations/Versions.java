package io.ghostworks.migrations;

import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** Versions that people type. */
final class Versions {
    private Versions() {}

    /** Of a repeatable migration: behind all others. */
    static MigrationVersion of(Migration migration) {
        return migration.version() == null
                ? MigrationVersion.LATEST
                : MigrationVersion.fromVersion(migration.version());
    }

    /**
     * A version that one of the migrations has.
     *
     * @throws DatabaseProblem when none has it
     */
    static MigrationVersion known(MigrationStatus status, String text) {
        MigrationVersion wanted = parse(text);
        if (status.migrations().stream()
                .map(Migration::version)
                .filter(Objects::nonNull)
                .map(MigrationVersion::fromVersion)
                .noneMatch(wanted::equals)) {
            throw new DatabaseProblem(
                    Kind.CONFIGURATION,
                    "there is no migration with the version " + text
                            + status.head()
                                    .map(head -> "; the newest here is " + head)
                                    .orElse(", and none at all here"));
        }
        return wanted;
    }

    /** @throws DatabaseProblem when it is no version */
    static MigrationVersion parse(String text) {
        try {
            return MigrationVersion.fromVersion(
                    text.replaceFirst("^[VU](?=\\d)", "").replaceFirst("__.*$", ""));
        } catch (FlywayException e) {
            throw new DatabaseProblem(
                    Kind.CONFIGURATION, "'" + text + "' is no version; one looks like 2026.11.22.1200", e);
        }
    }
}
