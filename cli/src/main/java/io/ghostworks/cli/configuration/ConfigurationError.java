package io.ghostworks.cli.configuration;

import io.ghostworks.cli.command.Problem;
import io.ghostworks.migrations.command.Exit;

/** Something in the configuration cannot be used. The message names the key and never repeats a secret. */
public final class ConfigurationError extends Problem {

    private static final long serialVersionUID = 1L;

    public ConfigurationError(String message) {
        super(Exit.USAGE, message, null);
    }
}
