package io.ghostworks.server;

/** Something in the configuration cannot be used. The message names the key and never repeats a secret. */
final class ConfigurationError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationError(String message) {
        super(message);
    }
}
