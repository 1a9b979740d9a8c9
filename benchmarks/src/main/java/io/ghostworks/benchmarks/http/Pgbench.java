package io.ghostworks.benchmarks.http;

import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own load generator: what the database can do when the client costs next to nothing.
 *
 * @param program empty where there is none
 */
record Pgbench(Optional<Path> program) {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    /** @param wanted a file, {@code none} to do without, or null to look for it */
    static Pgbench find(@Nullable String wanted) {
        if (wanted != null) {
            return new Pgbench(wanted.equals("none") ? Optional.empty() : Optional.of(Path.of(wanted)));
        }
        Stream<Path> onPath = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
        // PATH's is often a wrapper that takes time; a newer one knows more.
        Stream<Path> debian = Stream.iterate(20, version -> version >= 14, version -> version - 1)
                .map(version -> Path.of("/usr/lib/postgresql/" + version + "/bin"));
        return new Pgbench(Stream.concat(debian, onPath)
                .map(directory -> directory.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst());
    }

    /** Transactions a second of that many clients that draw from the scripts, which use the variables. */
    double run(DatabaseUrl database, List<String> scripts, Map<String, String> variables, int clients, Duration time)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ghostworks-pgbench");
        List<Path> files = new ArrayList<>();
        for (String script : scripts) {
            files.add(Files.writeString(directory.resolve(files.size() + ".sql"), script));
        }
        try {
            List<String> command = command(database, clients, time);
            variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
            files.forEach(file -> command.add("--file=" + file));
            command.add(database.database());
            return run(command, String.valueOf(database.password()));
        } finally {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    private List<String> command(DatabaseUrl database, int clients, Duration time) {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return new ArrayList<>(List.of(
                program.orElseThrow().toString(),
                "--host=" + server.getHost(),
                "--port=" + server.getPort(),
                "--username=" + database.user(),
                "--no-vacuum",
                "--protocol=prepared",
                "--jobs=2",
                "--client=" + clients,
                "--time=" + Math.max(1, Math.ceilDiv(time.toMillis(), 1000))));
    }

    private static double run(List<String> command, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException(
                    "pgbench failed: " + String.join(" ", said.lines().limit(4).toList()));
        }
        return Double.parseDouble(rate.group(1));
    }
}
