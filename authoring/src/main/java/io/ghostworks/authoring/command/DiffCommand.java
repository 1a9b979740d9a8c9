package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.authoring.NewMigration;
import io.ghostworks.authoring.SchemaDiff;
import io.ghostworks.migrations.command.Exit;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The pair of files that leads to the declared schema. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Writes the migration from what the migrations make to what is declared, and back.",
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
final class DiffCommand extends AuthoringCommand {
    private final Clock clock;

    @Parameters(paramLabel = "DESCRIPTION", description = "What it does, for example \"add colour\".")
    private String description = "";

    DiffCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    Exit run(MigrationProject files) {
        return withScratch(files, scratch -> {
            Optional<NewMigration.Pair> pair = new SchemaDiff(scratch).write(description, clock);
            pair.ifPresentOrElse(
                    made -> print(made, made.up().toString(), made.down().toString()),
                    () -> print(Map.of(), "Nothing to do: the migrations make the declared schema."));
            return Exit.OK;
        });
    }
}
