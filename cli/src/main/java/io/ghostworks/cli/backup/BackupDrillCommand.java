package io.ghostworks.cli.backup;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.database.DatabaseOptions;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.backup.BackupDrill;
import io.ghostworks.operations.backup.Receipts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A restore that proves the backups. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Restores the newest backup beside the live server, opens it, runs the doctor, counts, measures what would"
                    + " be lost and how",
            "long it takes, judges that, leaves a signed receipt, and removes what it restored."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "0:everything is back, and in time",
            "1:it is not, or there is no backup for this moment",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            "4:pgBackRest failed",
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class BackupDrillCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BackupOptions options = new BackupOptions();

    @Mixin
    private final DatabaseOptions databases = new DatabaseOptions();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Restore to this moment, as 2026-11-25T10:00:00Z (default: the end).")
    private @Nullable String at;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "Where to restore to: it must not be there, and is removed again (default: drill in"
                    + " $$GHOSTWORKS_HOME).")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print one JSON value.")
    private boolean json;

    @Override
    public Integer call() {
        DatabaseUrl live = databases
                .address()
                .orElseThrow(() -> new OperationProblem(
                        Exit.USAGE,
                        "no database is given: use --database, --config FILE, DATABASE_MIGRATION_URL or DATABASE_URL"));
        Path place = Optional.ofNullable(directory)
                .orElseGet(() -> Home.get().resolve("drill"))
                .toAbsolutePath();
        BackupDrill.Result result = new BackupDrill(options.tool(), options.programs(), live).run(place, moment());
        String receipt = JSON.writeValueAsString(result) + "\n";
        options.receipts().keep(Receipts.DRILL, receipt);
        var out = spec.commandLine().getOut();
        if (json) {
            out.print(receipt);
        } else {
            lines(result).forEach(out::println);
        }
        out.flush();
        return (result.passed() ? Exit.OK : Exit.FOUND).code();
    }

    private Optional<Instant> moment() {
        try {
            return Optional.ofNullable(at)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new OperationProblem(Exit.USAGE, "--at takes a moment as 2026-11-25T10:00:00Z", e);
        }
    }

    private static List<String> lines(BackupDrill.Result result) {
        List<String> lines = new ArrayList<>(List.of(
                "restored the backup " + result.backup() + (result.moment() == null ? "" : " to " + result.moment()),
                "newest transaction  "
                        + (result.newestTransaction() == null ? "none in the log" : result.newestTransaction()),
                String.format(
                        Locale.ROOT,
                        "restored in         %.0f s, of %.0f",
                        result.restoreSeconds(),
                        result.restoreSecondsAllowed()),
                String.format(
                        Locale.ROOT,
                        "rows                %,d tenants, %,d artifacts",
                        result.tenants(),
                        result.artifacts())));
        if (result.lostSeconds() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "would be lost       at most %.1f s, of %d",
                    result.lostSeconds(),
                    BackupDrill.RPO.toSeconds()));
        }
        lines.add(result.passed() ? "passed" : "not passed: " + String.join("; ", result.findings()));
        return lines;
    }
}
