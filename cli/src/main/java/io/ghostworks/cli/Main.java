package io.ghostworks.cli;

import io.ghostworks.cli.backup.BackupCommand;
import io.ghostworks.cli.command.Failures;
import io.ghostworks.cli.command.Misuse;
import io.ghostworks.cli.database.DatabaseCommand;
import io.ghostworks.cli.log.LogFormat;
import io.ghostworks.cli.log.Logs;
import io.ghostworks.cli.server.ProductVersion;
import io.ghostworks.cli.server.ServeCommand;
import io.ghostworks.cli.tenant.TenantCommand;
import io.ghostworks.cli.transfer.ExportCommand;
import io.ghostworks.cli.transfer.ImportCommand;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "ghostworks",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Keeps the data of many customers in one PostgreSQL, and each from seeing another's.",
        subcommands = {ServeCommand.class, ImportCommand.class, ExportCommand.class},
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE, Exit.Line.DEFECT})
public final class Main implements Runnable {

    /** What the launcher of a checkout does by itself, without this program. */
    static final List<String> LAUNCHER = List.of("verify", "bench", "codegen", "build", "clean", "help");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    public static void main(String[] arguments) {
        Logs.write(LogFormat.LINES);
        boolean serves = arguments.length > 0 && arguments[0].equals("serve");
        System.exit(commandLine(!serves).execute(arguments));
    }

    /**
     * The command line with our way of reporting errors: one line, an exit code, and no stack trace.
     *
     * @param whole false for a server in a hurry, which leaves out the other commands: making them takes a twentieth of
     *     its start
     */
    public static CommandLine commandLine(boolean whole) {
        CommandLine line = new CommandLine(new Main());
        if (whole) {
            line.addSubcommand(DatabaseCommand.commandLine());
            line.addSubcommand(new TenantCommand());
            line.addSubcommand(new BackupCommand());
            line.addSubcommand(new CompletionCommand());
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Misuse(LAUNCHER))
                .setExecutionExceptionHandler(new Failures());
    }
}
