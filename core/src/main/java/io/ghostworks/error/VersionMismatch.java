package io.ghostworks.error;

/** The thing has changed since the version that the caller knows. */
public final class VersionMismatch extends GhostworksException {

    private static final long serialVersionUID = 1L;

    public VersionMismatch() {
        super("It was changed by somebody else. Read it again and repeat your change.");
    }

    @Override
    public String code() {
        return "version_mismatch";
    }
}
