package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.authoring.NewMigration;
import io.ghostworks.migrations.command.Exit;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** An empty pair of files. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Makes an empty migration: V…sql and U…sql.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.FOUND,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class NewCommand extends AuthoringCommand {
    private final Clock clock;

    @Parameters(paramLabel = "DESCRIPTION", description = "What it does, for example \"add colour\".")
    private String description = "";

    NewCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    boolean knowsSchema() {
        return false;
    }

    @Override
    Exit run(MigrationProject files) {
        NewMigration.Pair pair = new NewMigration(files.migrations(), clock).empty(description);
        print(pair, pair.up().toString(), pair.down().toString());
        return Exit.OK;
    }
}
