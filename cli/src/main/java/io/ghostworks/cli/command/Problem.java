package io.ghostworks.cli.command;

import io.ghostworks.migrations.command.Exit;
import org.jspecify.annotations.Nullable;

/** What keeps a command from its work, as one line that may be shown as it is and holds no secret, and how it then ends. */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    protected Problem(Exit exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public final Exit exit() {
        return exit;
    }
}
