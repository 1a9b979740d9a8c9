package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.migrations.command.CommandProvider;
import io.ghostworks.migrations.command.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for the database. A checkout has more of them than a production server. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        description = "Creates, changes and checks the database; docs/migrations.md tells how.",
        subcommands = {
            InitCommand.class,
            UpgradeCommand.class,
            DowngradeCommand.class,
            StatusCommand.class,
            BaselineCommand.class,
            DoctorCommand.class,
            RotateSealKeyCommand.class,
            RequireSealCommand.class,
            EnterCommand.class
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE})
public final class DatabaseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** With what {@link CommandProvider}s add. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new DatabaseCommand());
        CommandProvider.find(new Databases(System.getenv(), Home.get())).forEach(line::addSubcommand);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
