package io.ghostworks.cli.database;

import io.ghostworks.migrations.DowngradeOptions;
import io.ghostworks.migrations.MigrationRun;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes migrations back. */
@Command(
        name = "downgrade",
        mixinStandardHelpOptions = true,
        description = "Takes migrations back, the newest first: without options the newest alone.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: data would be lost, or a way back is missing",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.LOCKED,
            Exit.Line.MACHINE
        })
final class DowngradeCommand extends DatabaseTask {
    @ArgGroup
    private final Distance distance = new Distance();

    @Option(names = "--dry-run", description = "Say what would run, and change nothing.")
    private boolean dryRun;

    @Option(names = "--accept-data-loss", description = "Go on when rows would be lost.")
    private boolean acceptDataLoss;

    @Mixin
    private final LockOptions locks = new LockOptions();

    @Override
    Exit run() {
        DowngradeOptions options = new DowngradeOptions(
                Optional.ofNullable(distance.to),
                distance.steps,
                dryRun,
                acceptDataLoss,
                locks.patience(),
                this::progress);
        try (ChosenDatabase chosen = open(false)) {
            MigrationRun done = migrator(chosen).downgrade(options);
            print(done, UpgradeCommand.lines(done, "run", "ran"));
            return Exit.OK;
        }
    }

    /** How far: to a version, or by a number of steps. */
    private static final class Distance {
        @Option(names = "--to", paramLabel = "VERSION", description = "The version that stays; 0 for none.")
        private @Nullable String to;

        @Option(names = "--steps", paramLabel = "N", defaultValue = "1", description = "How many to take back.")
        private int steps = 1;
    }
}
