package io.ghostworks.cli.database;

import io.ghostworks.migrations.MigrationStatus;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Declares which migrations a database made by other means already has. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = {
            "Begins the history of a database that was made by other means.",
            "The migrations up to a version are taken for applied, and none is executed."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: the database has a history already",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class BaselineCommand extends DatabaseTask {
    @Option(
            names = "--at",
            paramLabel = "VERSION",
            required = true,
            description = "The newest migration that the database is like.")
    private String at = "";

    @Override
    Exit run() {
        try (ChosenDatabase chosen = open(false)) {
            MigrationStatus status = migrator(chosen).baseline(at);
            print(
                    status,
                    List.of("The history begins at " + status.version().orElse("no migration") + "; " + status.pending()
                            + " pending."));
            return Exit.OK;
        }
    }
}
