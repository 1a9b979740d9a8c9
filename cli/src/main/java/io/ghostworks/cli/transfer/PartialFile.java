package io.ghostworks.cli.transfer;

import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there once it is complete: written beside its place and moved there by {@link #complete}, else removed,
 * be it by Ctrl-C. Anything but a plain file, a pipe for example, is written directly.
 */
final class PartialFile implements AutoCloseable {

    private final Path target;
    private final boolean replace;
    private final Path part;
    private final OutputStream out;
    private final Thread removal = new Thread(this::remove);

    PartialFile(Path file, boolean replace) {
        try {
            // The file that a link leads to is replaced, and the link stays.
            this.target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            this.replace = replace;
            this.part = isPlain() ? beside(target) : target;
            this.out = isPlain()
                    ? Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    : Files.newOutputStream(part, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
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

    OutputStream out() {
        return out;
    }

    void complete() {
        try {
            out.close();
            if (part.equals(target)) {
                return;
            }
            if (replace) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, target);
            }
        } catch (IOException e) {
            throw unwritable(target.toString(), e);
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

    static ClientProblem unwritable(String file, IOException e) {
        String why = switch (e) {
            case NoSuchFileException missing -> "there is no such directory";
            case AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileAlreadyExistsException exists -> "it exists already; use --force to replace it";
            default -> String.valueOf(e.getMessage());
        };
        return new ClientProblem(Exit.USAGE, "cannot write " + file + ": " + why, e);
    }
}
