package io.ghostworks.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory of this user's for what can be made again: nobody else may leave a program there for us to run. */
final class UserCache {
    private UserCache() {}

    static Path directory() throws IOException {
        Path own = root(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"))
                .resolve("ghostworks");
        try {
            OwnerOnly.directories(own);
        } catch (IOException e) {
            own = temporary().resolve("ghostworks-" + System.getProperty("user.name"));
            OwnerOnly.directories(own);
        }
        if (!isMine(own)) {
            throw new IOException(own + " does not belong to this user");
        }
        return own;
    }

    private static Path root(@Nullable String xdg, String home) {
        if (xdg != null && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg);
        }
        return Path.of(home).isAbsolute() ? Path.of(home, ".cache") : temporary();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
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
