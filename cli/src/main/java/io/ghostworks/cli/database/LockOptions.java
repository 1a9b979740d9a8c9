package io.ghostworks.cli.database;

import io.ghostworks.migrations.LockPatience;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a migration waits for others. */
final class LockOptions {
    @Option(
            names = "--lock-timeout",
            paramLabel = "MILLISECONDS",
            defaultValue = "5000",
            description = "How long to wait for a lock before giving way (default: ${DEFAULT-VALUE}).")
    private int timeout = 5000;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "6",
            description = "How often to try (default: ${DEFAULT-VALUE}).")
    private int attempts = 6;

    LockPatience patience() {
        return new LockPatience(Duration.ofMillis(timeout), attempts);
    }
}
