package io.ghostworks.cli.database;

import io.ghostworks.migrations.MigrationStatus;
import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Shows which migrations the database has. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Lists every migration, and says where the database is.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:a migration is missing, changed or failed",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class StatusCommand extends DatabaseTask {
    @Override
    Exit run() {
        try (ChosenDatabase chosen = open(false)) {
            MigrationStatus status = migrator(chosen).status();
            print(status, lines(status));
            return status.remarks().isEmpty() ? Exit.OK : Exit.FOUND;
        }
    }

    private static List<String> lines(MigrationStatus status) {
        int widest = status.migrations().stream()
                .mapToInt(one -> one.script().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Migration one : status.migrations()) {
            String state = one.state().name().toLowerCase(Locale.ROOT);
            String when = one.appliedAt() == null ? "" : String.valueOf(one.appliedAt());
            lines.add(String.format("%-8s  %-" + Math.max(widest, 1) + "s  %s", state, one.script(), when)
                    .stripTrailing());
        }
        lines.addAll(status.remarks());
        int failed = status.in(MigrationStatus.State.FAILED).size();
        lines.add("The database is at " + status.version().orElse("no migration") + "; the newest migration is "
                + status.head().orElse("none") + "; " + status.pending() + " pending"
                + (failed == 0 ? "." : ", of which " + failed + " failed."));
        return lines;
    }
}
