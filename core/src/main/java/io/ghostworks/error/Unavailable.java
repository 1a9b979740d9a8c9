package io.ghostworks.error;

import org.jspecify.annotations.Nullable;

/** The database cannot answer right now: unreachable, no free connection, or too slow. A later try may succeed. */
public final class Unavailable extends GhostworksException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "unavailable";
    }
}
