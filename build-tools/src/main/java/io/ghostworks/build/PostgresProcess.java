package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A running postmaster, found by the file it leaves in its data directory: ours, or one that a killed JVM left behind. */
final class PostgresProcess {
    private static final int STOP_SECONDS = 60;

    private final Path executable;

    private PostgresProcess(Path executable) {
        this.executable = executable;
    }

    /** The postmaster of a data directory, if it runs. A process id that now belongs to something else does not count. */
    static Optional<PostgresProcess> of(Path data) {
        return pid(data)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> {
                    ProcessHandle.Info info = process.info();
                    boolean elsewhere = info.arguments()
                            .map(arguments -> !Arrays.asList(arguments).contains(data.toString()))
                            .orElse(false);
                    return info.command()
                            .map(Path::of)
                            .filter(command -> !elsewhere
                                    && String.valueOf(command.getFileName()).startsWith("postgres"))
                            .map(PostgresProcess::new);
                });
    }

    /** Ends all sessions, stops the server and waits for it. */
    void stop(Path data) {
        List<String> arguments =
                List.of("-D", data.toString(), "-m", "fast", "-w", "-t", Integer.toString(STOP_SECONDS), "stop");
        try {
            int exit = new PostgresPrograms(executable.resolveSibling(""))
                    .run(ProcessBuilder.Redirect.DISCARD, "pg_ctl", arguments);
            if (exit != 0 && of(data).isPresent()) {
                throw new DatabaseProblem(
                        "the PostgreSQL in " + data + " did not stop within " + STOP_SECONDS + " seconds");
            }
        } catch (IOException e) {
            throw new DatabaseProblem("cannot stop the PostgreSQL in " + data + ": " + e, e);
        }
    }

    private static Optional<Long> pid(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            // The file is half written or was just removed: no server runs.
            return Optional.empty();
        }
    }
}
