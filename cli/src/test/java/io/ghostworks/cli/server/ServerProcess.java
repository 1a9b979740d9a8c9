package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.cli.Main;
import io.ghostworks.cli.configuration.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a JVM of its own: with an environment, an exit code and a process to kill. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Path errors;
    private final List<String> said = new ArrayList<>();

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader();
        this.errors = errors;
    }

    /** @param home where it keeps its data */
    static ServerProcess run(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return run(home, List.of("-XX:TieredStopAtLevel=1"), environment, arguments);
    }

    /** @param options for the JVM */
    static ServerProcess run(Path home, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dghostworks.home=" + home, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(home, "stderr", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .keySet()
                .removeIf(key -> Configuration.names().contains(key) || key.startsWith("JAVA_TOOL"));
        // What a busy machine makes slow is no news; whoever tests that asks for it.
        builder.environment().put("DATABASE_SLOW_QUERY_MS", "0");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), errors);
    }

    /** Waits until it says where it listens. */
    URI uri() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("  Health")) {
                return URI.create(line.substring(line.indexOf("http"), line.lastIndexOf('/')));
            }
        }
        throw new IllegalStateException("it ended: " + said + errors());
    }

    /** Waits for its end. */
    int exitCode() throws IOException, InterruptedException {
        output.lines().forEach(said::add);
        return process.waitFor();
    }

    /** What it wrote to the standard output so far. */
    List<String> said() {
        return said;
    }

    /** What it wrote to the standard error so far. */
    List<String> errors() throws IOException {
        return Files.readAllLines(errors).stream()
                // What a JDK newer than a library says of it.
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
    }

    /** Ends with that code and one line that says all of these, and nothing else went wrong. */
    void failsWith(int code, String... parts) throws IOException, InterruptedException {
        assertThat(exitCode()).as(() -> said.toString()).isEqualTo(code);
        assertThat(errors()).hasSize(1);
        assertThat(errors().getFirst()).contains(parts).doesNotContain("Exception", "secret");
    }

    /** SIGKILL: nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        // Process.destroy would close its output too.
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
