package io.ghostworks.error;

/** The actor belongs to the workspace and may still not do this. Anyone who does not belong gets {@link NotFound}. */
public final class Forbidden extends GhostworksException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private Forbidden(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The actor's role is too low. */
    public static Forbidden role(String message) {
        return new Forbidden("forbidden", message);
    }

    /** A program may not do this, whatever the role of its key. */
    public static Forbidden key() {
        return new Forbidden("forbidden", "An API key cannot do this. Log in.");
    }

    /** The workspace is switched off; only its owner may change or delete it. */
    public static Forbidden inactiveWorkspace() {
        return new Forbidden("workspace_inactive", "This workspace is not active. An owner can activate it again.");
    }

    /** A tenant's door runs single statements that read and change rows, and nothing else. */
    public static Forbidden statement(String kind) {
        return new Forbidden(
                "forbidden_statement",
                "Refused inside a tenant: " + kind + ". A call is one statement that reads or changes rows.");
    }

    @Override
    public String code() {
        return code;
    }
}
