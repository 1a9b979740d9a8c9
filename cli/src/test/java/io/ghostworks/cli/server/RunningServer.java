package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.cli.configuration.ServerSettings;
import io.ghostworks.cli.log.LogFormat;
import io.ghostworks.cli.log.Logs;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/** The real server, as its command starts it, in this JVM and on a database of its own. */
public final class RunningServer implements AutoCloseable {

    static {
        Logs.write(LogFormat.LINES);
    }

    private final TestDatabase database;
    private final Path home;
    private final Server server;

    private RunningServer(TestDatabase database, Path home, Server server) {
        this.database = database;
        this.home = home;
        this.server = server;
    }

    /** @param more keys of the configuration besides the database */
    public static RunningServer start(Map<String, String> more) {
        return start(database -> more);
    }

    /** @param more what to configure beside the database, and what other way to reach it */
    static RunningServer start(Function<TestDatabase, Map<String, String>> more) {
        TestDatabase database = TestDatabases.shared().create();
        try {
            Path home = Files.createTempDirectory("ghostworks-server");
            Map<String, String> keys = new HashMap<>(Map.of(
                    "DATABASE_URL",
                    url(database.app()),
                    "DATABASE_SIGN_IN_URL",
                    url(database.signIn()),
                    "DATABASE_MIGRATION_URL",
                    url(database.admin()),
                    "SEAL_KEY",
                    database.sealKeyText(),
                    "AUTH_ATTEMPTS_PER_MINUTE",
                    "100000",
                    "PORT",
                    "0"));
            keys.putAll(more.apply(database));
            if (keys.containsKey("SEAL_KEY_FILE")) {
                keys.remove("SEAL_KEY");
            }
            if (!keys.containsKey("DATABASE_POOL")) {
                keys.putIfAbsent("DATABASE_POOL_SIZE", "2");
                keys.putIfAbsent("DATABASE_MAX_OVERFLOW", "8");
            }
            ServerSettings settings = ServerSettings.read(keys, Optional.empty(), home);
            return new RunningServer(
                    database, home, Server.start(settings, false, false, new PrintWriter(new StringWriter())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address with its password, as people write it into {@code DATABASE_URL}. */
    static String url(DatabaseUrl url) {
        return url.toString()
                .replaceFirst(
                        "@", ":" + URLEncoder.encode(String.valueOf(url.password()), StandardCharsets.UTF_8) + "@");
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public Path mail() {
        return home.resolve("mail");
    }

    /** The lines of the letter to that address with that subject, once it is there. */
    public List<String> letter(String address, String subject) {
        return letters(address, subject, 1).getFirst();
    }

    /** The token in the only letter to that address with that subject, once it is there. */
    public String mailed(String address, String subject) {
        return letter(address, subject).getLast();
    }

    /** That many letters, the oldest first. */
    public List<List<String>> letters(String address, String subject, int count) {
        Instant end = Instant.now().plusSeconds(30);
        List<List<String>> found = letters(address, subject);
        while (found.size() < count) {
            assertThat(Instant.now())
                    .as("waiting for a letter to " + address + ": " + subject)
                    .isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            found = letters(address, subject);
        }
        return found;
    }

    /** Those that are there at this moment. */
    public List<List<String>> letters(String address, String subject) {
        try (Stream<Path> files = Files.exists(mail()) ? Files.list(mail()) : Stream.empty()) {
            List<List<String>> letters = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.contains("To: " + address) && lines.contains("Subject: " + subject)) {
                    letters.add(lines);
                }
            }
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestDatabase database() {
        return database;
    }

    /** What people do behind the server's back, as an administrator. */
    public void sql(String statement) {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        database.close();
        delete(home);
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            paths.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
