package io.ghostworks.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and a newcomer may not have: skipped without them, but not in continuous integration. */
final class Needed {

    private static final boolean CI = "true".equals(System.getenv("CI"));

    private Needed() {}

    /** The first of the programs that is on PATH. */
    static Path program(String... names) {
        return Arrays.stream(names)
                .map(Needed::onPath)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing(names[0] + " is not on PATH"));
    }

    /** Skips the test, or fails it in continuous integration. */
    static RuntimeException missing(String why) {
        if (CI) {
            throw new AssertionError(why + "; continuous integration must have it (.ci/run installs it)");
        }
        return Assumptions.abort("Skipped: " + why + ".");
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a command to its end and returns what it said; what it says may not matter, that it succeeds does. */
    static Outcome run(Path directory, String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("ghostworks", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            // Nothing is told to the makers of the tools.
            builder.environment().put("REDOCLY_TELEMETRY", "off");
            builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            Process process = builder.start();
            try {
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                    return new Outcome(-1, Files.readString(said) + "\nIt did not end within five minutes.");
                }
            } finally {
                process.destroyForcibly();
            }
            return new Outcome(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }

    /** What a command said, standard error included, and its exit code. */
    record Outcome(int exit, String said) {}
}
