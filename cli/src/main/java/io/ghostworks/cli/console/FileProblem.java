package io.ghostworks.cli.console;

import io.ghostworks.cli.command.Problem;
import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** A file that was named and can't be written. */
public final class FileProblem extends Problem {
    private static final long serialVersionUID = 1L;

    private FileProblem(Exit exit, String message, IOException cause) {
        super(exit, message.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"), cause);
    }

    /** Another file has to be named, or else this machine is in the way: a full disk, for example. */
    public static FileProblem unwritable(String file, IOException e) {
        String cannot = "cannot write " + file + ": ";
        return switch (e) {
            case NoSuchFileException missing -> new FileProblem(Exit.USAGE, cannot + "there is no such directory", e);
            case AccessDeniedException denied -> new FileProblem(Exit.USAGE, cannot + "permission denied", e);
            case FileAlreadyExistsException exists ->
                new FileProblem(Exit.USAGE, cannot + "it exists already; use --force to replace it", e);
            default -> new FileProblem(Exit.MACHINE, cannot + e.getMessage(), e);
        };
    }
}
