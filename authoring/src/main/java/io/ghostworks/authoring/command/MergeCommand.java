package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationMerge;
import io.ghostworks.authoring.MigrationMerge.Renamed;
import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One head of two. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Gives migrations that come too late a new version, after those that stay.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.FOUND,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class MergeCommand extends AuthoringCommand {
    private final Clock clock;

    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "Its migrations keep their versions, for example origin/main.")
    private @Nullable String base;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The migrations that it has applied keep their versions.")
    private @Nullable String database;

    MergeCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    Exit run(MigrationProject files) {
        List<Renamed> renamed = new MigrationMerge(files, clock)
                .merge(Optional.ofNullable(base), Optional.ofNullable(database).map(DatabaseUrl::parse));
        String[] lines = renamed.isEmpty()
                ? new String[] {"Nothing to do: there is one head."}
                : renamed.stream().map(one -> one.from() + " -> " + one.to()).toArray(String[]::new);
        print(renamed, lines);
        return Exit.OK;
    }
}
