package io.ghostworks.cli.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.Usage;
import io.ghostworks.operations.tenant.TenantOperations.UsedTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a tenant has. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description = "Counts a tenant's rows and their bytes by table, without indexes. Reads every row of it.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:a table would be left out",
            "2:wrong usage or configuration, or no such tenant; nothing was done",
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class TenantUsageCommand extends TenantTask {
    @Parameters(paramLabel = "SLUG", description = "The tenant.")
    private String slug = "";

    @Override
    Exit run(TenantOperations tenants) {
        Usage usage = tenants.usage(slug);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table", "rows", "bytes"));
        for (UsedTable table : usage.tables()) {
            rows.add(List.of(table.table(), number(table.rows()), number(table.bytes())));
        }
        rows.add(List.of(
                "together",
                number(usage.tables().stream().mapToLong(UsedTable::rows).sum()),
                number(usage.tables().stream().mapToLong(UsedTable::bytes).sum())));
        print(usage, table(rows));
        return Exit.OK;
    }
}
