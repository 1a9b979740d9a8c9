package io.ghostworks.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there once it is complete: written beside its place and moved there by {@link #complete}, else removed,
 * be it by Ctrl-C. Anything but a plain file, a pipe for example, is written directly.
 */
public final class PartialFile implements AutoCloseable {

    private final Path target;
    private final boolean replace;
    private final Path part;
    private final FileChannel file;
    private final OutputStream out;
    private final Thread removal = new Thread(this::remove);

    /**
     * Begins to write.
     *
     * @param replace whether a file may be there already
     * @throws FileProblem when it can't be written
     */
    public PartialFile(Path file, boolean replace) {
        try {
            // The file that a link leads to is replaced, and the link stays.
            this.target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            this.replace = replace;
            this.part = isPlain() ? beside(target) : target;
            this.file = isPlain()
                    ? FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    : FileChannel.open(part, StandardOpenOption.WRITE);
            this.out = Channels.newOutputStream(this.file);
        } catch (IOException e) {
            throw FileProblem.unwritable(file.toString(), e);
        }
        Runtime.getRuntime().addShutdownHook(removal);
    }

    private boolean isPlain() {
        return !Files.exists(target) || Files.isRegularFile(target);
    }

    private static Path beside(Path target) {
        return target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    /** To write from the beginning to the end. */
    public OutputStream out() {
        return out;
    }

    /** To write at any place, which a pipe does not allow. */
    public FileChannel channel() {
        return file;
    }

    /**
     * Moves what was written to its place, once the disk has it.
     *
     * @throws FileProblem when that can't be done
     */
    public void complete() {
        try {
            if (part.equals(target)) {
                out.close();
                return;
            }
            file.force(true);
            out.close();
            if (replace) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, target);
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target.toString(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // The file is removed all the same.
        }
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException ending) {
            // The JVM is ending and runs the hook itself.
        }
    }

    private void remove() {
        if (!part.equals(target)) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // What cannot be removed stays behind.
            }
        }
    }
}
