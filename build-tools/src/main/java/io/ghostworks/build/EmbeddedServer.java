package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One embedded server, from before its first process to after its last. The lock is held while it starts and while it
 * stops, so a shutdown that begins during a start waits for it and then finds what there is to stop.
 */
final class EmbeddedServer implements LocalDatabase.Running {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    private static final int ATTEMPTS = 5;

    private final DataDirectory directory;
    private final Thread atExit = new Thread(this::close, "stop-embedded-postgresql");
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DatabaseUrl admin;
    private boolean closed;

    private EmbeddedServer(DataDirectory directory) {
        this.directory = directory;
    }

    static EmbeddedServer start(DataDirectory directory, ServerSettings settings) {
        EmbeddedServer server = new EmbeddedServer(directory);
        server.lock.lock();
        try {
            Runtime.getRuntime().addShutdownHook(server.atExit);
            server.boot(settings);
            return server;
        } catch (IOException | IllegalStateException e) {
            server.close();
            throw new DatabaseProblem(
                    "the embedded PostgreSQL in " + directory.root() + " did not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        } finally {
            server.lock.unlock();
        }
    }

    private void boot(ServerSettings settings) throws IOException {
        PostgresPrograms programs = new PostgresPrograms(Binaries.home().resolve("bin"));
        String password = directory.prepare();
        ServerLog log = ServerLog.from(directory.log());
        if (!directory.initialised()) {
            List<String> arguments = settings.initdb(directory.data(), directory.passwordFile());
            if (programs.run(log.redirect(), "initdb", arguments) != 0) {
                throw new IOException(log.lastComplaint());
            }
        }
        int port = startPostgres(programs, settings, log);
        directory.ready();
        admin = DatabaseUrl.of("127.0.0.1", port, "postgres", "postgres", password);
    }

    private int startPostgres(PostgresPrograms programs, ServerSettings settings, ServerLog log) throws IOException {
        Duration patience = directory.crashed() ? RECOVERY : START;
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            if (programs.run(log.redirect(), "pg_ctl", settings.start(directory.data(), port, patience)) == 0) {
                return port;
            }
            // A port that was free may be taken a moment later.
            if (attempt == ATTEMPTS || !log.lastComplaint().contains("TCP/IP socket")) {
                throw new IOException(log.lastComplaint());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public DatabaseUrl admin() {
        if (admin == null) {
            throw new IllegalStateException("the server has not started");
        }
        return admin;
    }

    @Override
    public Path log() {
        return directory.log();
    }

    @Override
    public void stayUntilClosed() {
        if (!atExit.equals(Thread.currentThread())) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The JVM is ending already, and the hook stops the server.
                return;
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            stayUntilClosed();
            stop();
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        try {
            PostgresProcess.of(directory.data()).ifPresent(process -> process.stop(directory.data()));
        } finally {
            directory.release();
        }
    }
}
