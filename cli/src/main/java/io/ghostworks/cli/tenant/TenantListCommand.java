package io.ghostworks.cli.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.Listed;
import picocli.CommandLine.Command;

/** Who is there. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the tenants by slug: id, whether switched on, members, and when it was made.",
            "With --json a JSON object a line."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:a table would be left out",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class TenantListCommand extends TenantTask {
    @Override
    Exit run(TenantOperations tenants) {
        tenants.list(tenant -> out().println(asJson() ? json(tenant) : line(tenant)));
        out().flush();
        return Exit.OK;
    }

    private static String line(Listed tenant) {
        return String.format(
                "%-30s  %s  %s  %6d  %s  %s",
                tenant.slug(),
                tenant.id(),
                tenant.isActive() ? "on " : "off",
                tenant.members(),
                tenant.createdAt(),
                tenant.name().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"));
    }
}
