package io.ghostworks.cli.configuration;

/** Something in the configuration cannot be used. The message names the key and never repeats a secret. */
public final class ConfigurationError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationError(String message) {
        super(message);
    }
}
