package io.ghostworks.cli.backup;

import io.ghostworks.migrations.command.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for backups. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Tells what could be restored, and proves it by restoring; docs/recovery.md tells how backups are"
                + " made.",
        subcommands = {BackupStatusCommand.class, BackupDrillCommand.class},
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE})
public final class BackupCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
