package io.ghostworks.cli.configuration;

import io.ghostworks.jooq.SealKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Where this installation has the key that tenant contexts are sealed with: in the configuration, or in a file. */
public final class SealKeySource {

    private final Configuration configuration;
    private final Path home;

    /**
     * @param home where the key of the embedded database is
     * @throws ConfigurationError if there are two
     */
    public SealKeySource(Configuration configuration, Path home) {
        this.configuration = configuration;
        this.home = home;
        if (configuration.has(Keys.SEAL_KEY) && configuration.has(Keys.SEAL_KEY_FILE)) {
            throw new ConfigurationError("SEAL_KEY and SEAL_KEY_FILE are both set; leave one of them out.");
        }
    }

    /**
     * The key as it is now. That of the embedded database is made first if there is none.
     *
     * @throws ConfigurationError if there is no key, or none that can be used
     */
    public Supplier<SealKey> key() {
        Optional<SealKey> given = configuration.find(Keys.SEAL_KEY);
        if (given.isPresent()) {
            return given::get;
        }
        return configuration
                .find(Keys.SEAL_KEY_FILE)
                .map(SealKeyFile::open)
                .orElseGet(() -> SealKeyFile.openOrMake(ownFile()));
    }

    /**
     * The file that a new key is to be kept in.
     *
     * @throws ConfigurationError if the key is not in a file
     */
    public Path file() {
        if (configuration.has(Keys.SEAL_KEY)) {
            throw new ConfigurationError("SEAL_KEY is set in the environment or in the configuration file, where this"
                    + " command cannot change it. Set it to a new key (`openssl rand -base64 32`) for `db rotate-seal-key"
                    + " --add` alone; then give that key to every server.");
        }
        return configuration.find(Keys.SEAL_KEY_FILE).orElseGet(this::ownFile);
    }

    private Path ownFile() {
        if (configuration.has(Keys.DATABASE_URL)) {
            throw new ConfigurationError(
                    "SEAL_KEY is not set, nor is SEAL_KEY_FILE: tenant contexts are sealed with a key"
                            + " that the database has too. Name a file, and `db rotate-seal-key` makes a key in it and gives it to"
                            + " the database.");
        }
        return home.resolve("seal.key");
    }
}
