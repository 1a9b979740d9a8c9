package io.ghostworks.migrations;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to upgrade.
 *
 * @param to the version to stop at; empty for the newest
 * @param dryRun to say what would be applied, and change nothing
 * @param progress hears, in one line each, of tries and repairs, while the upgrade runs
 */
public record UpgradeOptions(Optional<String> to, boolean dryRun, LockPatience patience, Consumer<String> progress) {
    /** Everything, with the usual patience, silently. */
    public static final UpgradeOptions DEFAULT =
            new UpgradeOptions(Optional.empty(), false, LockPatience.DEFAULT, line -> {});

    public UpgradeOptions to(String version) {
        return new UpgradeOptions(Optional.of(version), dryRun, patience, progress);
    }

    public UpgradeOptions dryRun(boolean dry) {
        return new UpgradeOptions(to, dry, patience, progress);
    }

    public UpgradeOptions patience(LockPatience other) {
        return new UpgradeOptions(to, dryRun, other, progress);
    }

    public UpgradeOptions progress(Consumer<String> listener) {
        return new UpgradeOptions(to, dryRun, patience, listener);
    }
}
