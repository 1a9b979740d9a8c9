package io.ghostworks.cli.tenant;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.console.Progress;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.tenant.ArchiveKeys;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.CopiedTable;
import io.ghostworks.operations.tenant.TenantOperations.ImportOptions;
import io.ghostworks.operations.tenant.TenantOperations.Imported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An archive into a database. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings an archive of a tenant into this database, whole or not at all.",
            "Look first with --diff, which changes nothing."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: the archive does not verify, does not fit, collides, or its members are not here",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class TenantImportCommand extends TenantTask {
    @Parameters(paramLabel = "FILE", description = "The archive.")
    private Path file = Path.of("");

    @Option(names = "--as", paramLabel = "SLUG", description = "Make a copy with this slug and an id of its own.")
    private @Nullable String as;

    @Option(names = "--diff", description = "Verify the archive and say what would be done; change nothing.")
    private boolean diff;

    @Option(names = "--skip-missing-members", description = "Leave out members who have no account here.")
    private boolean skipMissing;

    @Option(names = "--owner", paramLabel = "EMAIL", description = "Make this account an owner.")
    private @Nullable String owner;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "An Ed25519 public key that may have signed it, as PEM; may be repeated"
                    + " (default: archive.pub in $$GHOSTWORKS_HOME).")
    private List<Path> trusted = new ArrayList<>();

    @Override
    Exit run(TenantOperations tenants) {
        List<Path> keys = trusted.isEmpty() ? List.of(Home.get().resolve("archive.pub")) : trusted;
        ImportOptions options = new ImportOptions(
                keys.stream().map(ArchiveKeys::trusted).toList(),
                Optional.ofNullable(as),
                skipMissing,
                Optional.ofNullable(owner));
        Imported imported;
        try (Progress progress = progress(file.toFile().length())) {
            progress.start();
            imported = tenants.importArchive(file, options, !diff, bytes::set);
        }
        print(imported, lines(imported));
        return Exit.OK;
    }

    private List<String> lines(Imported imported) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table", "rows", "bytes"));
        for (CopiedTable table : imported.tables()) {
            rows.add(List.of(table.table(), number(table.rows()), number(table.bytes())));
        }
        List<String> lines = new ArrayList<>();
        lines.add((diff ? "would import " : "imported ") + imported.tenant().slug() + ", id "
                + imported.tenant().id() + ", as of " + imported.madeAt() + ":");
        lines.addAll(table(rows));
        if (imported.matchedMembers() > 0) {
            lines.add(number(imported.matchedMembers())
                    + " members have another id here, found by their verified email.");
        }
        if (!imported.missingMembers().isEmpty()) {
            lines.add(number(imported.missingMembers().size()) + " members have no account here and are left out.");
        }
        return lines;
    }
}
