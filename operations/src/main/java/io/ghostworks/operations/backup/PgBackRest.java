package io.ghostworks.operations.backup;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.backup.BackupInfo.Backup;
import io.ghostworks.operations.backup.BackupInfo.Repository;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** pgBackRest, by its commands {@code info}, {@code check} and {@code restore}. */
public final class PgBackRest implements BackupTool {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private final Programs programs;
    private final String stanza;
    private final Optional<Path> configuration;

    /** @param configuration empty for the program's own place, {@code /etc/pgbackrest} */
    public PgBackRest(Programs programs, String stanza, Optional<Path> configuration) {
        this.programs = programs;
        this.stanza = stanza;
        this.configuration = configuration;
    }

    @Override
    public BackupInfo info() {
        String said = run(List.of("--output=json", "info"));
        try {
            JsonNode found = JsonMapper.shared().readTree(said).path(0);
            if (found.path("repo").isEmpty()) {
                throw new OperationProblem(
                        Exit.FOUND,
                        "pgbackrest knows no stanza " + stanza + " yet; `pgbackrest stanza-create` makes it");
            }
            List<Repository> repositories = new ArrayList<>();
            for (JsonNode repository : found.path("repo")) {
                repositories.add(repository(found, repository));
            }
            return new BackupInfo(repositories);
        } catch (JacksonException e) {
            throw new OperationProblem(Exit.FAILED, "pgbackrest info answers no JSON", e);
        }
    }

    private static Repository repository(JsonNode found, JsonNode repository) {
        int number = repository.path("key").asInt();
        List<Backup> backups = new ArrayList<>();
        for (JsonNode backup : found.path("backup")) {
            if (backup.path("database").path("repo-key").asInt() == number) {
                backups.add(new Backup(
                        backup.path("label").asString(),
                        backup.path("type").asString(),
                        Instant.ofEpochSecond(
                                backup.path("timestamp").path("stop").asLong()),
                        backup.path("info").path("size").asLong(),
                        !backup.path("error").asBoolean(false)));
            }
        }
        Optional<String> newest = Optional.empty();
        for (JsonNode archive : found.path("archive")) {
            if (archive.path("database").path("repo-key").asInt() == number
                    && archive.path("max").isString()) {
                newest = Optional.of(archive.path("max").asString());
            }
        }
        JsonNode status = repository.path("status");
        return new Repository(
                number,
                status.path("code").asInt() == 0,
                status.path("message").asString(),
                !repository.path("cipher").asString("none").equals("none"),
                newest,
                backups);
    }

    @Override
    public void check() {
        run(List.of("check"));
    }

    @Override
    public void restore(Path directory, Optional<Instant> moment) {
        List<String> arguments = new ArrayList<>(List.of("--pg1-path=" + directory, "--archive-mode=off"));
        moment.ifPresent(at ->
                arguments.addAll(List.of("--type=time", "--target=" + MOMENT.format(at), "--target-action=promote")));
        arguments.add("restore");
        run(arguments);
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of("pgbackrest", "--stanza=" + stanza, "--log-level-console=off", "--log-level-stderr=error"));
        configuration.ifPresent(file -> command.add("--config=" + file));
        command.addAll(arguments);
        Programs.Outcome outcome = programs.run(command);
        if (outcome.exit() != 0) {
            String why = outcome.complaints()
                    .lines()
                    .filter(line -> line.contains("ERROR"))
                    .findFirst()
                    .orElse(outcome.complaints());
            throw new OperationProblem(
                    Exit.FAILED, "pgbackrest " + arguments.getLast() + ": " + why.replaceFirst("^.*?ERROR: *", ""));
        }
        return outcome.said();
    }
}
