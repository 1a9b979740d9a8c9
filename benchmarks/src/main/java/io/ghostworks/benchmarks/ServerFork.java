package io.ghostworks.benchmarks;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.DatabaseUrl;
import io.ghostworks.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The server as its command starts it, in a JVM of its own with a small heap, on a database of the benchmark. */
final class ServerFork implements AutoCloseable {

    private static final String HEAP = "-Xmx256m";

    private final Process process;
    private final URI uri;

    private ServerFork(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static ServerFork start(TestDatabase database) {
        try {
            Path home = Files.createTempDirectory("ghostworks-bench");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-Dghostworks.home=" + home,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "serve",
                            "--port",
                            "0"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment()
                    .putAll(Map.of(
                            "DATABASE_URL", url(database.app()), "DATABASE_MIGRATION_URL", url(database.admin())));
            Process process = builder.start();
            return new ServerFork(process, awaitUri(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return uri;
    }

    private static URI awaitUri(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("  Health")) {
                return URI.create(line.substring(line.indexOf("http"), line.lastIndexOf('/')));
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private static String url(DatabaseUrl url) {
        return url.toString().replaceFirst("@", ":" + Objects.requireNonNull(url.password()) + "@");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
