package io.ghostworks.error;

/** No such thing, or one of a workspace that the actor does not belong to: the two are never told apart. */
public final class NotFound extends GhostworksException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what the kind of thing, such as {@code artifact}; never an id, so that all answers read the same
     */
    public NotFound(String what) {
        super("There is no such " + what + ".");
    }

    @Override
    public String code() {
        return "not_found";
    }
}
