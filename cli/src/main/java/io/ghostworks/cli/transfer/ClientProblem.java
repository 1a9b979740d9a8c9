package io.ghostworks.cli.transfer;

import io.ghostworks.cli.command.Problem;
import io.ghostworks.migrations.command.Exit;
import org.jspecify.annotations.Nullable;

/** What keeps an import or export from its work. */
final class ClientProblem extends Problem {

    private static final long serialVersionUID = 1L;

    ClientProblem(Exit exit, String message) {
        this(exit, message, null);
    }

    ClientProblem(Exit exit, String message, @Nullable Throwable cause) {
        super(exit, printable(message), cause);
    }

    /** Text of a server or a file, in one line and without what would steer a terminal. */
    static String printable(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
