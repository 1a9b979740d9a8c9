package io.ghostworks.spring;

/** A configuration that cannot work, and what to do about it. */
final class MisconfiguredGhostworks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    MisconfiguredGhostworks(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
