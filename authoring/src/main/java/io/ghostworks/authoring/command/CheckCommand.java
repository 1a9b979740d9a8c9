package io.ghostworks.authoring.command;

import io.ghostworks.authoring.Finding;
import io.ghostworks.authoring.MigrationCheck;
import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What CI asks. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the migrations, as CI should.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:at least one finding",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class CheckCommand extends AuthoringCommand {
    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "A branch whose migrations are applied somewhere, for example origin/main.")
    private @Nullable String base;

    @Override
    Exit run(MigrationProject files) {
        return withScratch(files, scratch -> {
            List<Finding> findings = new MigrationCheck(scratch).findings(Optional.ofNullable(base));
            String[] lines = findings.isEmpty()
                    ? new String[] {"No findings."}
                    : findings.stream().map(Finding::toString).toArray(String[]::new);
            print(findings, lines);
            return findings.isEmpty() ? Exit.OK : Exit.FOUND;
        });
    }
}
