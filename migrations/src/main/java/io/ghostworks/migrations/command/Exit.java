package io.ghostworks.migrations.command;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.util.Arrays;
import java.util.Optional;

/** How a command ends: the exit codes of every command of every module, in one table. docs/exit-codes.md tells the same. */
public enum Exit {
    /** Nothing is wrong. */
    OK(Line.OK),
    /** The command did its work, and a person has to look at what it found; or it refused, because going on does harm. */
    FOUND(Line.FOUND),
    /** Nothing was done: what was asked for makes no sense. */
    USAGE(Line.USAGE),
    /** The other side is not there, or not for long enough. */
    UNREACHABLE(Line.UNREACHABLE),
    /** The other side answered, and not as it should. */
    FAILED(Line.FAILED),
    /** The other side knows who asks, or not, and does not let them. */
    DENIED(Line.DENIED),
    /** Others held a lock for longer than the command waits. */
    LOCKED(Line.LOCKED),
    /** This machine is in the way. */
    MACHINE(Line.MACHINE),
    /** Our mistake; the only end with a stack trace. */
    DEFECT(Line.DEFECT),
    /** 128 and the number of SIGINT. */
    INTERRUPTED(Line.INTERRUPTED),
    /** 128 and the number of SIGTERM. */
    TERMINATED(Line.TERMINATED);

    /** The heading of the list in a command's help. */
    public static final String HEADING = "%nExit codes:%n";

    private final int code;
    private final String meaning;

    Exit(String line) {
        int colon = line.indexOf(':');
        this.code = Integer.parseInt(line.substring(0, colon));
        this.meaning = line.substring(colon + 1);
    }

    /** What the process ends with. */
    public int code() {
        return code;
    }

    /** A sentence for every command; a command may say more exactly what it means for it. */
    public String meaning() {
        return meaning;
    }

    /** The end with that code, if there is one. */
    public static Optional<Exit> of(int code) {
        return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst();
    }

    /** How a command ends that meets a problem of that kind. */
    public static Exit of(DatabaseProblem.Kind kind) {
        return switch (kind) {
            case REFUSED -> FOUND;
            case CONFIGURATION -> USAGE;
            case CONNECTION -> UNREACHABLE;
            case MIGRATION -> FAILED;
            case PERMISSION -> DENIED;
            case LOCKED -> LOCKED;
        };
    }

    /** The lines of the table, as constants for the annotations that make a command's help. */
    public static final class Line {
        public static final String OK = "0:done, or nothing to do";
        public static final String FOUND = "1:something was found, or refused because it would do harm";
        public static final String USAGE = "2:wrong usage or configuration; nothing was done";
        public static final String UNREACHABLE =
                "3:the database or server can't be reached, or the connection broke off";
        public static final String FAILED = "4:the database or server failed, or answered what it should not";
        public static final String DENIED = "5:wrong credentials, or not allowed to";
        public static final String LOCKED = "6:others held a lock for longer than the command waits";
        public static final String MACHINE = "7:a port, file or directory of this machine can't be used";
        public static final String DEFECT = "70:a defect of Ghostworks, with a stack trace to report";
        public static final String INTERRUPTED = "130:stopped by Ctrl-C";
        public static final String TERMINATED = "143:stopped by SIGTERM";

        private Line() {}
    }
}
