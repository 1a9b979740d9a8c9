package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server for databases that are thrown away: the one of {@code DATABASE_URL} if that is set, else a container where a
 * Docker engine answers, else an ephemeral embedded one.
 */
public final class ScratchServer implements AutoCloseable {
    private final DatabaseUrl admin;
    private final boolean external;
    private final Runnable stop;

    private ScratchServer(DatabaseUrl admin, boolean external, Runnable stop) {
        this.admin = admin;
        this.external = external;
        this.stop = stop;
    }

    /**
     * Starts or finds the server.
     *
     * @throws IllegalArgumentException when {@code DATABASE_URL} can't be read
     * @throws io.ghostworks.migrations.database.DatabaseProblem when the embedded server does not start
     */
    public static ScratchServer open() {
        return open(System.getenv("DATABASE_URL"));
    }

    /**
     * As {@link #open()}, with another address than that of {@code DATABASE_URL}.
     *
     * @param url an administrator's address, or null for a container or an embedded server
     */
    public static ScratchServer open(@Nullable String url) {
        if (url != null && !url.isBlank()) {
            return new ScratchServer(DatabaseUrl.parse(url), true, () -> {});
        }
        Optional<ScratchServer> container = DockerEngine.answers() ? container() : Optional.empty();
        return container.orElseGet(ScratchServer::embedded);
    }

    private static Optional<ScratchServer> container() {
        return DockerEngine.startPostgres().map(started -> new ScratchServer(started.admin(), false, started.stop()));
    }

    private static ScratchServer embedded() {
        try {
            LocalDatabase.Running running =
                    new EmbeddedDatabase().start(UserCache.directory().resolve("scratch"), true);
            return new ScratchServer(running.admin(), false, running::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An administrator's address of a database that exists. */
    public DatabaseUrl admin() {
        return admin;
    }

    /** True for a server of somebody else, which is left as it was found. */
    public boolean external() {
        return external;
    }

    /** Stops the server, unless it was there before. */
    @Override
    public void close() {
        stop.run();
    }
}
