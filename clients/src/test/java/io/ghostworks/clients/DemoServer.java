package io.ghostworks.clients;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.cli.Main;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code serve --demo} in a process of its own, on a database of its own. */
final class DemoServer implements AutoCloseable {

    private final TestDatabase database = TestDatabases.shared().create();
    private final Path home;
    private final Process process;
    private final URI uri;

    DemoServer() throws IOException {
        home = Files.createTempDirectory("ghostworks-clients");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dghostworks.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--demo");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(home.resolve("stderr.log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("DATABASE_") || key.startsWith("JAVA_TOOL"));
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL", text(database.app()),
                        "DATABASE_MIGRATION_URL", text(database.admin()),
                        "DATABASE_SIGN_IN_URL", text(database.signIn()),
                        "SEAL_KEY", database.sealKeyText(),
                        "PORT", "0"));
        process = builder.start();
        uri = address(process.inputReader());
    }

    private URI address(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("  Health")) {
                return URI.create(line.substring(line.indexOf("http"), line.lastIndexOf('/')));
            }
        }
        throw new IllegalStateException("the server ended: " + said + Files.readString(home.resolve("stderr.log")));
    }

    private static String text(DatabaseUrl url) {
        return url.toString()
                .replaceFirst(
                        "@", ":" + URLEncoder.encode(String.valueOf(url.password()), StandardCharsets.UTF_8) + "@");
    }

    /** Where it listens, without a path. */
    URI uri() {
        return uri;
    }

    /** The token that was mailed to an address, once it is there. */
    String mailed(String address) throws IOException {
        Path mail = home.resolve("mail");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (Stream<Path> files = Files.exists(mail) ? Files.list(mail) : Stream.empty()) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".eml")).toList()) {
                    List<String> lines = Files.readAllLines(file);
                    if (lines.contains("To: " + address)) {
                        return lines.getLast();
                    }
                }
            }
            if (System.nanoTime() > end) {
                throw new IOException("no letter to " + address);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }
}
