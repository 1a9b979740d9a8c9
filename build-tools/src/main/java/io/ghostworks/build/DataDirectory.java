package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The files of one server. Locked from its making to {@link #release()}: nobody else uses the directory meanwhile. */
final class DataDirectory {
    private static final long LOG_LIMIT_BYTES = 10_000_000;

    private final Path root;
    private final boolean ephemeral;
    private final DirectoryLock lock;
    private boolean crashed;

    private DataDirectory(Path root, boolean ephemeral, DirectoryLock lock) {
        this.root = root;
        this.ephemeral = ephemeral;
        this.lock = lock;
    }

    static DataDirectory persistent(Path root) {
        try {
            OwnerOnly.directories(root);
            // An orphan is known by the path it was started with, so there must be only one for a directory.
            Path real = root.toRealPath();
            return new DataDirectory(real, false, DirectoryLock.take(real));
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    /** A new directory below {@code parent}, once those that killed processes left there are gone. */
    static DataDirectory ephemeral(Path parent) {
        try {
            OwnerOnly.directories(parent);
            Path real = parent.toRealPath();
            Leftovers.remove(real);
            Path root = Files.createTempDirectory(real, Leftovers.PREFIX);
            return new DataDirectory(root, true, DirectoryLock.take(root));
        } catch (IOException e) {
            throw unusable(parent, e);
        }
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return root.resolve("superuser-password");
    }

    /**
     * Makes the directory fit for a start: no orphan, no half-made data, a password, a log of bounded size.
     *
     * @return the superuser's password
     */
    String prepare() throws IOException {
        PostgresProcess.of(data()).ifPresent(orphan -> orphan.stop(data()));
        // What is left of it now names a process that is gone, or one of somebody else that got its number since.
        crashed = Files.deleteIfExists(data().resolve("postmaster.pid"));
        if (Files.exists(initializing())) {
            Trees.delete(data());
        }
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log())) {
            OwnerOnly.file(log());
        }
        if (initialised()) {
            return password();
        }
        // Until the first start has succeeded, what is in data may be half of it and is made anew.
        Files.write(initializing(), List.of());
        String password = generatePassword();
        Files.deleteIfExists(passwordFile());
        OwnerOnly.file(passwordFile());
        Files.writeString(passwordFile(), password);
        return password;
    }

    /** The server accepts connections: what is in data stays. */
    void ready() throws IOException {
        Files.deleteIfExists(initializing());
    }

    boolean initialised() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /** True when the last server here was not shut down and will recover first. */
    boolean crashed() {
        return crashed;
    }

    /** The server is stopped: the directory is free for others, or gone. */
    void release() {
        try {
            if (ephemeral) {
                Trees.delete(root);
            }
        } catch (IOException e) {
            throw unusable(root, e);
        } finally {
            lock.release();
        }
    }

    private Path initializing() {
        return root.resolve("initializing");
    }

    private String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new DatabaseProblem(passwordFile() + " is missing, and the data beside it can't be opened without it;"
                    + " put it back, or remove " + root + " to start with an empty database");
        }
        return Files.readString(passwordFile(), StandardCharsets.UTF_8).strip();
    }

    private static String generatePassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static DatabaseProblem unusable(Path path, IOException e) {
        return new DatabaseProblem("cannot use " + path + " for PostgreSQL: " + e, e);
    }
}
