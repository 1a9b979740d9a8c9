package io.ghostworks.cli.tenant;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.console.FileProblem;
import io.ghostworks.cli.console.PartialFile;
import io.ghostworks.cli.console.Progress;
import io.ghostworks.cli.server.ProductVersion;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.ArchiveKeys;
import io.ghostworks.operations.tenant.TenantOperations;
import io.ghostworks.operations.tenant.TenantOperations.CopiedTable;
import io.ghostworks.operations.tenant.TenantOperations.Exported;
import io.ghostworks.operations.tenant.TenantOperations.Signer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One tenant into an archive. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes every row of a tenant, own tables included, as it is at one moment: a signed tar.",
            "The file appears when it is complete, and not before."
        },
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
final class TenantExportCommand extends TenantTask {
    @Parameters(index = "0", paramLabel = "SLUG", description = "The tenant.")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The archive.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The Ed25519 private key to sign with, as PEM (default: archive.key in $$GHOSTWORKS_HOME, made at the first"
                            + " export with archive.pub beside it).")
    private @Nullable Path key;

    @Override
    Exit run(TenantOperations tenants) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new OperationProblem(
                    Exit.USAGE, file + " is no plain file, and an archive is written at more than one place at once");
        }
        if (!force && Files.exists(file)) {
            throw FileProblem.unwritable(file.toString(), new FileAlreadyExistsException(file.toString()));
        }
        Signer signer = new Signer(ProductVersion.get(), ArchiveKeys.signing(key()));
        Exported exported;
        try (PartialFile partial = new PartialFile(file, force)) {
            try (Progress progress = progress(0)) {
                progress.start();
                exported = tenants.export(slug, partial.channel(), signer, bytes::set);
            }
            partial.complete();
        }
        print(
                exported,
                List.of(String.format(
                        "exported %s: %s rows of %d tables, %s bytes, as of %s",
                        slug,
                        number(exported.tables().stream()
                                .mapToLong(CopiedTable::rows)
                                .sum()),
                        exported.tables().size(),
                        number(exported.tables().stream()
                                .mapToLong(CopiedTable::bytes)
                                .sum()),
                        exported.lsn())));
        return Exit.OK;
    }

    private Path key() {
        if (key != null) {
            return key;
        }
        Path own = Home.get().resolve("archive.key");
        ArchiveKeys.makeMissing(own, own.resolveSibling("archive.pub"));
        return own;
    }
}
