package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code initdb} and {@code pg_ctl} to their end. */
final class PostgresPrograms {
    private final Path bin;

    PostgresPrograms(Path bin) {
        this.bin = bin;
    }

    /**
     * Runs one program.
     *
     * @return its exit code
     */
    int run(ProcessBuilder.Redirect output, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace of its own it sees nobody instead.
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted while " + program + " runs", e);
        }
    }
}
