package io.ghostworks.cli.tenant;

import io.ghostworks.migrations.command.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for one tenant. */
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        description = "One tenant out of a database, into one, or gone from one; docs/tenants.md tells how.",
        subcommands = {
            TenantListCommand.class,
            TenantUsageCommand.class,
            TenantExportCommand.class,
            TenantImportCommand.class,
            TenantRestoreCommand.class,
            TenantEraseCommand.class
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE})
public final class TenantCommand implements Runnable {
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
