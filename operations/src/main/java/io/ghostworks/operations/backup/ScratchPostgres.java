package io.ghostworks.operations.backup;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server on a restored directory: on a port of this machine alone, with the roles and passwords of the live one. Gone when closed. */
final class ScratchPostgres implements AutoCloseable {
    /** Who was let in without a password there is not here. */
    private static final String WHO = "host all all 127.0.0.1/32 scram-sha-256\n";

    private static final int SECONDS = 5;
    private static final int ATTEMPTS = 50;

    private final Programs programs;
    private final Path directory;
    /** Whoever interrupts the command leaves neither a server nor a copy of all data behind. */
    private final Thread atExit = new Thread(this::remove, "remove-restored-postgresql");

    private boolean started;
    private int port;

    /**
     * Makes the directory.
     *
     * @throws OperationProblem when it is there already or can't be made
     */
    ScratchPostgres(Programs programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Runtime.getRuntime().addShutdownHook(atExit);
            give(directory);
        } catch (IOException e) {
            throw new OperationProblem(
                    Exit.MACHINE,
                    "the directory " + directory + " for the drill can't be made: "
                            + (Files.exists(directory) ? "it is there already" : e.getMessage()),
                    e);
        }
    }

    private void give(Path file) throws IOException {
        if (programs.user().isPresent()) {
            Files.setOwner(
                    file,
                    FileSystems.getDefault()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(programs.user().get()));
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    /**
     * Recovers, and waits until it has become writable and lets the role in.
     *
     * @throws OperationProblem when it ends instead, or is not ready in time
     * @throws DatabaseProblem when the role is refused
     */
    void start(DatabaseUrl live, Duration patience) {
        try {
            Path who = directory.resolve("who");
            Files.writeString(who, WHO);
            give(who);
            Path settings = data().resolve("postgresql.conf");
            if (!Files.exists(settings)) {
                // Debian keeps it elsewhere.
                Files.writeString(settings, "");
                give(settings);
            }
            port = freePort();
            // Without hot standby a server with smaller limits than the live one's recovers too.
            String options = "-c port=" + port
                    + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c hba_file='" + who
                    + "' -c archive_mode=off -c ssl=off -c hot_standby=off -c shared_preload_libraries='' -c"
                    + " logging_collector=off";
            started = true;
            Programs.Outcome outcome = programs.run(List.of(
                    program().toString(),
                    "-D",
                    data().toString(),
                    "-l",
                    log().toString(),
                    "-w",
                    "-t",
                    Long.toString(patience.toSeconds()),
                    "-o",
                    options,
                    "start"));
            if (outcome.exit() != 0) {
                throw new OperationProblem(Exit.FOUND, "the restored server does not start: " + lastComplaint());
            }
            awaitReady(url(live), System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, "the restored server can't be started: " + e.getMessage(), e);
        }
    }

    /** pg_ctl takes a server that still reads the log for a ready one. */
    private void awaitReady(DatabaseUrl url, long deadline) throws IOException {
        while (true) {
            try (Connection connection = url.dataSource().getConnection()) {
                if (connection.isValid(SECONDS)) {
                    return;
                }
            } catch (SQLException e) {
                if (DatabaseProblem.Kind.of(e) == DatabaseProblem.Kind.PERMISSION) {
                    throw DatabaseProblem.of("the restored database", e);
                }
                boolean gone = programs.run(List.of(program().toString(), "-D", data().toString(), "status"))
                                .exit()
                        != 0;
                if (gone || System.nanoTime() - deadline > 0) {
                    throw new OperationProblem(
                            Exit.FOUND, "the restored server does not get ready: " + lastComplaint(), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationProblem(Exit.INTERRUPTED, "interrupted while the restored server recovers", e);
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    private String lastComplaint() throws IOException {
        if (!Files.exists(log())) {
            return "it says nothing";
        }
        List<String> lines = Files.readAllLines(log());
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it says nothing" : lines.getLast());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** That of the restored version, where distributions put it, else on the path. */
    private Path program() throws IOException {
        String version = Files.readString(data().resolve("PG_VERSION")).strip();
        return Stream.of("/usr/lib/postgresql/" + version + "/bin/pg_ctl", "/usr/pgsql-" + version + "/bin/pg_ctl")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("pg_ctl"));
    }

    DatabaseUrl url(DatabaseUrl live) {
        return DatabaseUrl.of("127.0.0.1", port, live.database(), String.valueOf(live.user()), live.password());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The hook does it.
            return;
        }
        remove();
    }

    private void remove() {
        try {
            if (started) {
                programs.run(List.of(program().toString(), "-D", data().toString(), "-m", "immediate", "-w", "stop"));
            }
            for (int attempt = 1; Files.exists(directory); attempt++) {
                delete(attempt);
            }
        } catch (IOException e) {
            throw new OperationProblem(
                    Exit.MACHINE,
                    "the directory " + directory + " of the restored server can't be removed: " + e.getMessage(),
                    e);
        }
    }

    /** A program that was just told to end may still write something. */
    private void delete(int attempt) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryNotEmptyException | UncheckedIOException written) {
            if (attempt == ATTEMPTS) {
                throw new IOException(written);
            }
            pause();
        }
    }
}
