package io.ghostworks.cli.tenant;

import io.ghostworks.cli.backup.BackupOptions;
import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.console.FileProblem;
import io.ghostworks.cli.console.Progress;
import io.ghostworks.cli.server.ProductVersion;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.backup.RestoredDatabase;
import io.ghostworks.operations.tenant.ArchiveKeys;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.ChangedTable;
import io.ghostworks.operations.tenant.TenantOperations.ImportOptions;
import io.ghostworks.operations.tenant.TenantOperations.Replaced;
import io.ghostworks.operations.tenant.TenantOperations.Signer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One tenant back to what it was at a moment. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a backup to a moment on a server of its own beside the live one, takes the tenant from there,"
                    + " and says how it differs from what it is",
            "now: rows that come back, change and go. With --yes puts it in its place in one transaction; others are"
                    + " not touched."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: there is no backup for this moment, or what was there does not fit what is here",
            "2:wrong usage or configuration, or no such tenant then; nothing was done",
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.LOCKED,
            Exit.Line.MACHINE
        })
final class TenantRestoreCommand extends TenantTask {
    @Parameters(paramLabel = "SLUG", description = "The tenant, by its name at that moment.")
    private String slug = "";

    @Option(names = "--at", paramLabel = "TIME", required = true, description = "The moment, as 2026-11-25T10:00:00Z.")
    private String at = "";

    @Option(names = "--yes", description = "Yes, put it in its place. What was written since then is gone.")
    private boolean yes;

    @Option(names = "--skip-missing-members", description = "Leave out members who have no account any more.")
    private boolean skipMissing;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "Where to restore to: it must not be there, and is removed again (default: restored in"
                    + " $$GHOSTWORKS_HOME).")
    private @Nullable Path directory;

    @Mixin
    private final BackupOptions backups = new BackupOptions();

    @Override
    Exit run(TenantOperations tenants) {
        Instant moment = moment();
        Path home = Home.get();
        Path place = Optional.ofNullable(directory)
                .orElseGet(() -> home.resolve("restored"))
                .toAbsolutePath();
        Path key = home.resolve("archive.key");
        ArchiveKeys.makeMissing(key, key.resolveSibling("archive.pub"));
        Path archive = emptyFile(home);
        try {
            try (RestoredDatabase then =
                    RestoredDatabase.open(backups.tool(), backups.programs(), url(), place, Optional.of(moment))) {
                export(then.url(), archive, key);
            }
            Replaced replaced;
            try (Progress progress = progress(archive.toFile().length())) {
                progress.start();
                ImportOptions options = new ImportOptions(
                        List.of(ArchiveKeys.trusted(key.resolveSibling("archive.pub"))),
                        Optional.empty(),
                        skipMissing,
                        Optional.empty());
                replaced = tenants.replace(archive, options, yes, bytes::set);
            }
            print(replaced, lines(replaced, moment));
            return Exit.OK;
        } finally {
            archive.toFile().delete();
        }
    }

    private Instant moment() {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw new OperationProblem(Exit.USAGE, "--at takes a moment as 2026-11-25T10:00:00Z", e);
        }
    }

    private static Path emptyFile(Path home) {
        try {
            return Files.createTempFile(home, "restored", ".tar");
        } catch (IOException e) {
            throw FileProblem.unwritable(home.toString(), e);
        }
    }

    private void export(DatabaseUrl then, Path archive, Path key) {
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE);
                Progress progress = progress(0)) {
            progress.start();
            operations(then)
                    .export(slug, channel, new Signer(ProductVersion.get(), ArchiveKeys.signing(key)), bytes::set);
        } catch (IOException e) {
            throw FileProblem.unwritable(archive.toString(), e);
        }
    }

    private List<String> lines(Replaced replaced, Instant moment) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table", "added", "changed", "gone"));
        for (ChangedTable table : replaced.changes()) {
            rows.add(List.of(table.table(), number(table.added()), number(table.changed()), number(table.gone())));
        }
        List<String> lines =
                new ArrayList<>(List.of(slug + (yes ? " is" : " would be") + " as it was at " + moment + ":"));
        lines.addAll(table(rows));
        if (!yes) {
            lines.add("Nothing was changed; add --yes to do it.");
        }
        return lines;
    }
}
