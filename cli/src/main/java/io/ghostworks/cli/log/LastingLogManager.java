package io.ghostworks.cli.log;

import java.util.logging.LogManager;

/** Goes on while the JVM shuts down: the JDK's takes all handlers away then, and requests are still answered. */
public final class LastingLogManager extends LogManager {
    /** For the JDK, which finds it by the property {@code java.util.logging.manager}. */
    public LastingLogManager() {}

    /** {@inheritDoc} Does nothing: only the JDK calls it, at the end. */
    @Override
    public void reset() {
        // See above.
    }
}
