package io.ghostworks.operations;

import io.ghostworks.migrations.command.Exit;
import org.jspecify.annotations.Nullable;

/** Why an operation was not done, in one line that may be shown as it is and holds no secret, and how its command ends. */
public final class OperationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public OperationProblem(Exit exit, String message) {
        this(exit, message, null);
    }

    public OperationProblem(Exit exit, String message, @Nullable Throwable cause) {
        super(printable(message), cause);
        this.exit = exit;
    }

    /** How the command ends. */
    public Exit exit() {
        return exit;
    }

    /** Text of a file or a server, in one line and without what would steer a terminal. */
    private static String printable(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
