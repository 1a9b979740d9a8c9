package io.ghostworks.jooq.isolation;

import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A PgBouncer of our own in transaction mode, in front of the tests' server. */
final class PgBouncer implements AutoCloseable {

    private final Process process;
    private final Path directory;
    private final int port;

    private PgBouncer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Starts one as below; where it is not installed, the test is skipped, or fails in continuous integration. */
    static PgBouncer start(DatabaseUrl server, Map<String, String> users, int connections) {
        return program()
                .map(program -> start(program, server, users, connections))
                .orElseGet(PgBouncer::absent);
    }

    private static PgBouncer absent() {
        String why = "pgbouncer is not installed (Debian: apt-get install pgbouncer)";
        return System.getenv("CI") == null ? Assumptions.abort(why) : Assertions.fail(why);
    }

    private static Optional<Path> program() {
        String path = System.getenv("PATH");
        return Stream.concat(
                        Stream.of((path == null ? "" : path).split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one, and waits until it listens.
     *
     * @param users the roles that may connect, with their passwords
     * @param connections how many it opens to the server for each role
     */
    private static PgBouncer start(Path program, DatabaseUrl server, Map<String, String> users, int connections) {
        try {
            // It may run as somebody else, who has to read this. The passwords are those of tests.
            Path directory = Files.createTempDirectory(
                    "pgbouncer", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            int port = freePort();
            Files.write(directory.resolve("users.txt"), userList(users));
            Files.write(directory.resolve("pgbouncer.ini"), settings(directory, server, port, connections));
            Process process = new ProcessBuilder(command(program, directory.resolve("pgbouncer.ini")))
                    .redirectErrorStream(true)
                    .start();
            PgBouncer started = new PgBouncer(process, directory, port);
            started.awaitListening();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It refuses to run as root. */
    private static List<String> command(Path program, Path settings) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        return command;
    }

    private static List<String> userList(Map<String, String> users) {
        return users.entrySet().stream()
                .map(user -> "\"" + user.getKey() + "\" \"" + user.getValue() + "\"")
                .toList();
    }

    private static List<String> settings(Path directory, DatabaseUrl server, int port, int connections) {
        PGSimpleDataSource target = new PGSimpleDataSource();
        target.setUrl(server.jdbcUrl());
        return List.of(
                "[databases]",
                "* = host=" + target.getServerNames()[0] + " port=" + target.getPortNumbers()[0],
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = plain",
                "auth_file = " + directory.resolve("users.txt"),
                "pool_mode = transaction",
                "default_pool_size = " + connections,
                "query_wait_timeout = 20",
                // As docs/configuration.md says.
                "ignore_startup_parameters = options, extra_float_digits");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException {
        BufferedReader log = process.inputReader();
        List<String> lines = new ArrayList<>();
        String line = log.readLine();
        while (line != null && !line.contains("process up")) {
            lines.add(line);
            line = log.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(lines.stream().collect(Collectors.joining("\n", "PgBouncer ended: ", "")));
        }
        // What it goes on to say must not fill the pipe.
        Thread.ofVirtual().start(() -> drain(log));
    }

    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // With the process.
        }
    }

    /** The same address through it. */
    String through(DatabaseUrl url) {
        return DatabaseUrl.of("127.0.0.1", port, url.database(), "nobody", null).jdbcUrl();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
