package io.ghostworks.migrations;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to downgrade.
 *
 * @param to the version that stays the newest, {@code 0} for none at all; empty to count {@code steps}
 * @param steps how many migrations to take back when {@code to} is empty, at least 1
 * @param dryRun to say what would run, and change nothing
 * @param acceptDataLoss to go on when rows would be lost
 * @param progress hears, in one line each, of tries, while the downgrade runs
 */
public record DowngradeOptions(
        Optional<String> to,
        int steps,
        boolean dryRun,
        boolean acceptDataLoss,
        LockPatience patience,
        Consumer<String> progress) {
    /** The newest migration alone, if no data is lost, with the usual patience, silently. */
    public static final DowngradeOptions DEFAULT =
            new DowngradeOptions(Optional.empty(), 1, false, false, LockPatience.DEFAULT, line -> {});

    public DowngradeOptions {
        if (steps < 1) {
            throw new IllegalArgumentException("a downgrade takes at least 1 step");
        }
    }

    public DowngradeOptions to(String version) {
        return new DowngradeOptions(Optional.of(version), steps, dryRun, acceptDataLoss, patience, progress);
    }

    public DowngradeOptions steps(int count) {
        return new DowngradeOptions(Optional.empty(), count, dryRun, acceptDataLoss, patience, progress);
    }

    public DowngradeOptions dryRun(boolean dry) {
        return new DowngradeOptions(to, steps, dry, acceptDataLoss, patience, progress);
    }

    public DowngradeOptions acceptDataLoss(boolean accept) {
        return new DowngradeOptions(to, steps, dryRun, accept, patience, progress);
    }

    public DowngradeOptions patience(LockPatience other) {
        return new DowngradeOptions(to, steps, dryRun, acceptDataLoss, other, progress);
    }

    public DowngradeOptions progress(Consumer<String> listener) {
        return new DowngradeOptions(to, steps, dryRun, acceptDataLoss, patience, listener);
    }
}
