package io.ghostworks.authoring.command;

import io.ghostworks.authoring.Drift;
import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.DatabaseChoice;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was altered by hand. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "Compares a live database with its migrations, and prints the SQL that repairs it when somebody"
                + " altered it by hand.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:somebody altered the database by hand",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class DriftCommand extends AuthoringCommand {
    private final DatabaseChoice databases;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The database (default: $$DATABASE_MIGRATION_URL, $$DATABASE_URL, else the embedded one).")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read those keys from there; the environment wins (default: $$GHOSTWORKS_CONFIG).")
    private @Nullable Path config;

    DriftCommand(DatabaseChoice databases) {
        this.databases = databases;
    }

    @Override
    MigrationProject files(ProjectOptions options) {
        return options.applied();
    }

    @Override
    Exit run(MigrationProject files) {
        try (ChosenDatabase live = databases.open(Optional.ofNullable(database), Optional.ofNullable(config))) {
            return withScratch(files, scratch -> {
                Drift.Report report = new Drift(scratch).compare(live.url());
                print(Output.of(report), lines(report));
                return report.differences().isEmpty() ? Exit.OK : Exit.FOUND;
            });
        }
    }

    private static String[] lines(Drift.Report report) {
        if (report.differences().isEmpty()) {
            return new String[] {"No drift: the database is what its migrations make."};
        }
        Stream<String> findings = report.differences().stream().map(difference -> "-- " + difference);
        Stream<String> repair = report.repair().stream().flatMap(sql -> Stream.of("", "begin;", sql, "commit;"));
        return Stream.concat(findings, repair).toArray(String[]::new);
    }

    /** For JSON. */
    record Output(Optional<String> version, List<Difference> differences, Optional<String> repair) {
        static Output of(Drift.Report report) {
            return new Output(
                    report.version(),
                    report.differences().stream().map(Difference::of).toList(),
                    report.repair());
        }
    }

    /** For JSON. */
    record Difference(
            String object,
            @Nullable String expected,
            @Nullable String found) {
        static Difference of(SchemaDifference difference) {
            return new Difference(difference.part().toString(), difference.expected(), difference.found());
        }
    }
}
