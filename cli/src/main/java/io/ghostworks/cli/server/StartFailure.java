package io.ghostworks.cli.server;

import io.ghostworks.cli.command.Problem;
import io.ghostworks.migrations.command.Exit;
import org.jspecify.annotations.Nullable;

/** The configuration is right and the server still cannot start, or go on. */
final class StartFailure extends Problem {

    private static final long serialVersionUID = 1L;

    StartFailure(Exit exit, String message, @Nullable Throwable cause) {
        super(exit, message, cause);
    }
}
