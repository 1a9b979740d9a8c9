package io.ghostworks.build;

import io.ghostworks.migrations.DatabaseProblem;
import io.ghostworks.migrations.DatabaseUrl;
import io.ghostworks.migrations.LocalDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One embedded server, from before its first process to after its last. The lock is held while it starts and while it
 * stops, so a shutdown that begins during a start waits for it and then finds what there is to stop.
 */
final class EmbeddedServer implements LocalDatabase.Running {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    private final DataDirectory directory;
    private final Thread atExit = new Thread(this::close, "stop-embedded-postgresql");
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EmbeddedPostgres postgres;
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
        } catch (IOException | IllegalStateException | ExceptionInInitializerError e) {
            server.close();
            throw new DatabaseProblem(
                    "the embedded PostgreSQL in " + directory.data().getParent() + " did not start: "
                            + ServerLog.lastComplaint(directory.log(), e),
                    e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        } finally {
            server.lock.unlock();
        }
    }

    private void boot(ServerSettings settings) throws IOException {
        String password = directory.prepare();
        Binaries.chooseHome();
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(directory.log().toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.passwordFile().toString())
                // The same order and case rules on every machine, and messages in English.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", password)
                .setPGStartupWait(directory.crashed() ? RECOVERY : START)
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        settings.values().forEach(builder::setServerConfig);
        postgres = builder.start();
        directory.ready();
        admin = DatabaseUrl.of("127.0.0.1", postgres.getPort(), "postgres", "postgres", password);
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
            if (postgres != null) {
                postgres.close();
            }
            // It gives up after five seconds, and there is nothing to close after a start that failed half-way.
            PostgresProcess.of(directory.data()).ifPresent(process -> process.stop(directory.data()));
        } catch (IOException e) {
            throw new DatabaseProblem("cannot stop the PostgreSQL in " + directory.data() + ": " + e, e);
        } finally {
            directory.release();
        }
    }
}
