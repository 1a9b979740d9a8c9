package io.ghostworks.cli.database;

import io.ghostworks.migrations.ChosenDatabase;
import io.ghostworks.migrations.MigrationStatus;
import io.ghostworks.migrations.MigrationStatus.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** How far the database is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Lists every migration; exit code 1 when one is missing, changed or failed.")
final class StatusCommand extends DatabaseTask {
    @Override
    int run() {
        try (ChosenDatabase chosen = open()) {
            MigrationStatus status = migrator(chosen).status();
            print(status, lines(status));
            return status.remarks().isEmpty() ? 0 : 1;
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
        lines.add("The database is at " + status.version().orElse("no migration") + "; the newest migration is "
                + status.head().orElse("none") + "; " + status.pending() + " pending.");
        return lines;
    }
}
