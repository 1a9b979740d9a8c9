package io.ghostworks.error;

import org.jspecify.annotations.Nullable;

/** The root of every failure that Ghostworks reports on purpose. Exhaustive: switch over it without a default. */
public abstract sealed class GhostworksException extends RuntimeException
        permits Conflict, Forbidden, Invalid, NotFound, RateLimited, Unauthenticated, Unavailable, VersionMismatch {

    private static final long serialVersionUID = 1L;

    GhostworksException(String message) {
        this(message, null);
    }

    GhostworksException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A stable, lower-case name of the case, part of the contract. */
    public abstract String code();
}
