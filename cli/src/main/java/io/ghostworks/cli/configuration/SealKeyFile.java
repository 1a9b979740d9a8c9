package io.ghostworks.cli.configuration;

import io.ghostworks.jooq.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seal key in a file, which is read again when it changes, so that a server takes a new key without a restart. While it
 * cannot be read the key that was read last stays. Safe for all threads.
 */
public final class SealKeyFile implements Supplier<SealKey> {

    private static final Logger LOG = LoggerFactory.getLogger(SealKeyFile.class);
    /** Looking costs a call of the system, and a key is asked for before each statement. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int MOST_BYTES = 1024;

    private final Path file;
    private final LongSupplier nanos;
    private volatile Known known;

    /** What was read, and when somebody looked last whether it still holds. */
    private record Known(Content content, long looked) {}

    private record Content(SealKey key, FileTime changed) {}

    private SealKeyFile(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.known = new Known(read(file), nanos.getAsLong());
    }

    /** @throws ConfigurationError if it holds no key */
    public static SealKeyFile open(Path file) {
        return open(file, System::nanoTime);
    }

    static SealKeyFile open(Path file, LongSupplier nanos) {
        return new SealKeyFile(file, nanos);
    }

    /**
     * Makes a file with a new key first if there is none.
     *
     * @throws ConfigurationError if it holds no key, or cannot be made
     */
    public static SealKeyFile openOrMake(Path file) {
        if (!Files.exists(file)) {
            try {
                PrivateFile.create(file, SealKey.random().text() + "\n");
            } catch (IOException e) {
                throw unusable(file, "cannot be made: " + e.getMessage());
            }
        }
        return open(file);
    }

    @Override
    public SealKey get() {
        Known before = known;
        if (nanos.getAsLong() - before.looked() < LOOK_NANOS) {
            return before.content().key();
        }
        Content now = look(before.content());
        known = new Known(now, nanos.getAsLong());
        return now.key();
    }

    private Content look(Content before) {
        try {
            if (Files.getLastModifiedTime(file).equals(before.changed())) {
                return before;
            }
            Content read = read(file);
            LOG.info("The seal key is now {}.", read.key().id());
            return read;
        } catch (IOException | ConfigurationError e) {
            LOG.warn("{} The seal key stays {}.", reason(e), before.key().id());
            return before;
        }
    }

    private String reason(Exception e) {
        return e instanceof ConfigurationError
                ? String.valueOf(e.getMessage())
                : String.valueOf(unreadable(file, (IOException) e).getMessage());
    }

    private static Content read(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "has more than " + MOST_BYTES + " bytes");
            }
            return new Content(SealKey.parse(Files.readString(file)), changed);
        } catch (IllegalArgumentException e) {
            throw unusable(file, "holds no key: " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ConfigurationError unreadable(Path file, IOException e) {
        return unusable(
                file,
                e instanceof NoSuchFileException
                        ? "is not there"
                        : "cannot be read: " + e.getClass().getSimpleName());
    }

    private static ConfigurationError unusable(Path file, String what) {
        return new ConfigurationError("The file of the seal key, " + file + ", " + what + ".");
    }
}
