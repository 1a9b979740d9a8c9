package io.ghostworks.cli.transfer;

import org.jspecify.annotations.Nullable;

/** What keeps a command from its work, as one line that may be shown as it is, and the exit code for it. */
final class ClientProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ClientProblem(Kind kind, String message) {
        this(kind, message, null);
    }

    ClientProblem(Kind kind, String message, @Nullable Throwable cause) {
        super(printable(message), cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Text of a server or a file, in one line and without what would steer a terminal. */
    static String printable(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /** The sorts of problems; docs/errors.md tells the same. */
    enum Kind {
        /** Lines are bad. */
        BAD_LINES(1),
        /** The command line, the environment, a file, a workspace that there is not. */
        USAGE(2),
        /** The server cannot be reached, has no time, or the connection broke off. */
        CONNECTION(3),
        /** The server answered what it should not. */
        SERVER(4),
        /** Who asks is not let in, or may not do this. */
        REFUSED(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
