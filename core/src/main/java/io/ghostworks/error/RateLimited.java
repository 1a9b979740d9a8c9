package io.ghostworks.error;

import java.time.Duration;

/** Too many attempts in too short a time. */
public final class RateLimited extends GhostworksException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RateLimited(Duration retryAfter) {
        super("Too many attempts. Try again later.");
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next attempt can succeed. */
    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String code() {
        return "rate_limited";
    }
}
