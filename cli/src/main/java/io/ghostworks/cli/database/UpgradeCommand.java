package io.ghostworks.cli.database;

import io.ghostworks.migrations.MigrationRun;
import io.ghostworks.migrations.UpgradeOptions;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies pending migrations. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = "Applies the pending migrations.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.FOUND,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.LOCKED,
            Exit.Line.MACHINE
        })
final class UpgradeCommand extends DatabaseTask {
    @Option(names = "--to", paramLabel = "VERSION", description = "Stop at this version.")
    private @Nullable String to;

    @Option(names = "--dry-run", description = "Say what would be applied, and change nothing.")
    private boolean dryRun;

    @Mixin
    private final LockOptions locks = new LockOptions();

    @Override
    Exit run() {
        UpgradeOptions options = new UpgradeOptions(Optional.ofNullable(to), dryRun, locks.patience(), this::progress);
        try (ChosenDatabase chosen = open(true)) {
            MigrationRun done = migrator(chosen).upgrade(options);
            print(done, lines(done, "apply", "applied"));
            return Exit.OK;
        }
    }

    static List<String> lines(MigrationRun run, String would, String did) {
        String at = "The database is at " + run.to().orElse("no migration") + ".";
        if (run.scripts().isEmpty()) {
            return List.of("Nothing to do. " + at);
        }
        String verb = run.dryRun() ? "would " + would + " " : did + " ";
        Stream<String> scripts = run.scripts().stream().map(script -> verb + script);
        return (run.dryRun() ? scripts : Stream.concat(scripts, Stream.of(at))).toList();
    }
}
