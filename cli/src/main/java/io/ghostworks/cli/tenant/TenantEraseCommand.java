package io.ghostworks.cli.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.Erased;
import io.ghostworks.operations.tenant.TenantOperations.ErasedTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every row of a tenant, gone. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes every row of a tenant, own tables included, and prints the counts before and after.",
            "The accounts of its members stay, and so do the backups that were made before."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: --yes was not given, or a table would be left out",
            "2:wrong usage or configuration, or no such tenant; nothing was done",
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.LOCKED,
            Exit.Line.MACHINE
        })
final class TenantEraseCommand extends TenantTask {
    @Parameters(paramLabel = "SLUG", description = "The tenant.")
    private String slug = "";

    @Option(names = "--yes", description = "Yes, delete it. Nothing but a backup or an archive brings it back.")
    private boolean yes;

    @Override
    Exit run(TenantOperations tenants) {
        if (!yes) {
            long rows = tenants.usage(slug).tables().stream()
                    .mapToLong(TenantOperations.UsedTable::rows)
                    .sum();
            throw new OperationProblem(
                    Exit.FOUND,
                    "this would delete " + number(rows) + " rows of " + slug
                            + " for good; add --yes to do it. Nothing was changed");
        }
        Erased erased = tenants.erase(slug);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table", "before", "after"));
        for (ErasedTable table : erased.tables()) {
            rows.add(List.of(table.table(), number(table.before()), number(table.after())));
        }
        List<String> lines = new ArrayList<>(
                List.of("erased " + slug + ", id " + erased.tenant().id() + ":"));
        lines.addAll(table(rows));
        lines.add("Accounts stay; " + number(erased.membersOfNoOther()) + " of its members are now in no tenant."
                + " Backups made before hold these rows until they expire.");
        print(erased, lines);
        return Exit.OK;
    }
}
