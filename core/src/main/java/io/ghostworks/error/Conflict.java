package io.ghostworks.error;

/** The request contradicts what is there: a name is taken, a member is one already, the last owner would go. */
public final class Conflict extends GhostworksException {

    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "conflict";
    }
}
