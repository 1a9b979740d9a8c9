package io.ghostworks.migrations;

import java.util.Comparator;

/** The way back past the seal, which takes its keys along and says so; what comes before it may lose nothing. */
final class BeforeTheSeal {
    private static final String SEAL = "V2026_11_25_2700__sealed_context.sql";

    private BeforeTheSeal() {}

    /** The newest migration without it. */
    static String newest(Migrator migrator) {
        return migrator.status().migrations().stream()
                .map(migration -> migration.script())
                .filter(script -> script.compareTo(SEAL) < 0)
                .max(Comparator.naturalOrder())
                .map(script -> script.substring(1, script.indexOf("__")).replace('_', '.'))
                .orElseThrow();
    }

    static void go(Migrator migrator, String to) {
        migrator.downgrade(DowngradeOptions.DEFAULT.to(newest(migrator)).acceptDataLoss(true));
        migrator.downgrade(DowngradeOptions.DEFAULT.to(to));
    }
}
