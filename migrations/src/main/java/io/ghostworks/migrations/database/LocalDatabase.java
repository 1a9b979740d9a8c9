package io.ghostworks.migrations.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A PostgreSQL server of this process's own, for development. The implementation lives outside every production jar and is
 * found by {@link ServiceLoader}.
 */
public interface LocalDatabase {
    /** The one on the class path, if any. */
    static Optional<LocalDatabase> find() {
        return ServiceLoader.load(LocalDatabase.class, LocalDatabase.class.getClassLoader())
                .findFirst();
    }

    /**
     * Starts the server whose data is in a directory and answers when it accepts connections. A server that a killed
     * process left behind there is stopped first. It stops with {@link Running#close()}, or else when this JVM ends, also
     * one that is told to end while this call runs.
     *
     * @param directory made when missing; belongs to this process until the server is closed
     * @param ephemeral true for a server that starts empty, is not made durable, and leaves nothing when closed
     * @throws DatabaseProblem when another live process uses the directory, or the server does not start
     */
    Running start(Path directory, boolean ephemeral);

    /** A server that accepts connections on this machine only. Any thread may use and close it. */
    interface Running extends AutoCloseable {
        /** The superuser's address of the database {@code postgres}. */
        DatabaseUrl admin();

        /** Where the server writes its log. */
        Path log();

        /**
         * Leaves the server running while this JVM shuts down, for a caller whose own shutdown hook still needs it and
         * closes it at its end.
         */
        void stayUntilClosed();

        /** Ends all sessions, stops the server and waits for it. Does nothing the second time. */
        @Override
        void close();
    }
}
