package io.ghostworks.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is unpacked to, once per user. Zonky's own default is a directory in the shared temporary one that it
 * makes writable for everybody, where another user could leave a program for us to run.
 */
final class Binaries {
    private static final String HOME_PROPERTY = "ot.epg.working-dir";

    private Binaries() {}

    static synchronized void chooseHome() throws IOException {
        if (System.getProperty(HOME_PROPERTY) == null) {
            System.setProperty(HOME_PROPERTY, userCache().resolve("postgresql").toString());
        }
    }

    /** A directory that only this user may enter. */
    static Path userCache() throws IOException {
        Path cache = cacheRoot(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
        Path own = cache.resolve("ghostworks");
        try {
            OwnerOnly.directories(own);
        } catch (IOException e) {
            own = Path.of(System.getProperty("java.io.tmpdir"), "ghostworks-" + System.getProperty("user.name"));
            OwnerOnly.directories(own);
        }
        if (!isMine(own)) {
            throw new IOException(own + " does not belong to this user");
        }
        return own;
    }

    private static Path cacheRoot(@Nullable String xdg, String home) {
        if (xdg != null && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg);
        }
        return Path.of(home).isAbsolute() ? Path.of(home, ".cache") : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean isMine(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", null);
        try {
            return Files.getOwner(directory).equals(Files.getOwner(probe));
        } finally {
            Files.delete(probe);
        }
    }
}
