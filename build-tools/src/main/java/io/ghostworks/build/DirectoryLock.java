package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One live process per directory. The operating system lets go of it when the process ends, however it ends. */
final class DirectoryLock {
    /** A second channel on a locked file would, when closed, take the lock of the first along (POSIX). */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes it at once or not at all.
     *
     * @throws DatabaseProblem when a live process, this one included, has it
     */
    static DirectoryLock take(Path directory) throws IOException {
        return tryTake(directory)
                .orElseThrow(() -> new DatabaseProblem(directory + " is in use by " + holder(directory)
                        + "; stop that one, or use another directory"));
    }

    static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD_HERE.add(real)) {
            return Optional.empty();
        }
        @Nullable DirectoryLock lock = null;
        try {
            lock = open(real);
        } finally {
            if (lock == null) {
                HELD_HERE.remove(real);
            }
        }
        return Optional.ofNullable(lock);
    }

    private static @Nullable DirectoryLock open(Path real) throws IOException {
        FileChannel channel = FileChannel.open(file(real), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
        return new DirectoryLock(real, channel);
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("lock");
    }

    private static String holder(Path directory) {
        try {
            if (HELD_HERE.contains(directory.toRealPath())) {
                return "this process";
            }
            return "the process " + Files.readString(file(directory)).strip();
        } catch (IOException e) {
            return "another process";
        }
    }
}
