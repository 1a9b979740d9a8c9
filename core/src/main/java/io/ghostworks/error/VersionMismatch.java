package io.ghostworks.error;

/** The thing is in another version than those that the caller named, or in one that they excluded. */
public final class VersionMismatch extends GhostworksException {

    private static final long serialVersionUID = 1L;

    public VersionMismatch() {
        super("It is in another version than the change may start from. Read it again and repeat your change.");
    }

    @Override
    public String code() {
        return "version_mismatch";
    }
}
