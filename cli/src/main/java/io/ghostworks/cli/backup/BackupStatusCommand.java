package io.ghostworks.cli.backup;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.backup.BackupInfo;
import io.ghostworks.operations.backup.BackupInfo.Backup;
import io.ghostworks.operations.backup.BackupInfo.Repository;
import io.ghostworks.operations.backup.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What could be restored now. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Lists repositories and backups, from when on a restore is possible, and what is wrong with it.",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:there is no backup, the newest is older than 26 hours, or a repository has a problem",
            Exit.Line.USAGE,
            "4:pgBackRest failed",
            Exit.Line.MACHINE
        })
final class BackupStatusCommand implements Callable<Integer> {
    private static final Duration NEWEST = Duration.ofHours(26);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BackupOptions options = new BackupOptions();

    @Option(names = "--json", description = "Print one JSON value.")
    private boolean json;

    /** For JSON, and for the receipt. */
    record Answer(Instant at, @Nullable Instant newestBackup, List<Repository> repositories, List<String> findings) {}

    @Override
    public Integer call() {
        BackupInfo info = options.tool().info();
        List<String> findings = findings(info);
        Answer answer = new Answer(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                info.newest().map(Backup::ended).orElse(null),
                info.repositories(),
                findings);
        options.receipts().keep(Receipts.STATUS, JSON.writeValueAsString(answer) + "\n");
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(answer));
        } else {
            lines(info).forEach(out::println);
            findings.forEach(out::println);
        }
        out.flush();
        return (findings.isEmpty() ? Exit.OK : Exit.FOUND).code();
    }

    private static List<String> lines(BackupInfo info) {
        List<String> lines = new ArrayList<>();
        for (Repository repository : info.repositories()) {
            lines.add("repository " + repository.number() + ": " + repository.status()
                    + (repository.isEncrypted() ? ", encrypted" : ", not encrypted") + ", log up to "
                    + repository.newestLog().orElse("nothing"));
            for (Backup backup : repository.backups()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-4s  %s  %,d bytes  %s%s",
                        backup.type(),
                        backup.ended(),
                        backup.bytes(),
                        backup.label(),
                        backup.isWhole() ? "" : "  DAMAGED"));
            }
        }
        info.oldest()
                .ifPresent(oldest -> lines.add("A restore is possible to any moment from " + oldest.ended()
                        + " to the end of the archived log."));
        return lines;
    }

    private static List<String> findings(BackupInfo info) {
        List<String> findings = new ArrayList<>();
        info.repositories().stream()
                .filter(repository -> !repository.isGood())
                .forEach(repository -> findings.add(
                        "Repository " + repository.number() + " has a problem: " + repository.status() + "."));
        info.newest()
                .map(Backup::ended)
                .ifPresentOrElse(
                        ended -> {
                            if (ended.plus(NEWEST).isBefore(Instant.now())) {
                                findings.add("The newest backup is older than " + NEWEST.toHours() + " hours.");
                            }
                        },
                        () -> findings.add("There is no backup."));
        return findings;
    }
}
