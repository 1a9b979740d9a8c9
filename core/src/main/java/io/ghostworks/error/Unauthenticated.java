package io.ghostworks.error;

/** No proof of who is asking, or one that does not hold. Never says which part of it failed. */
public final class Unauthenticated extends GhostworksException {

    private static final long serialVersionUID = 1L;

    private Unauthenticated(String message) {
        super(message);
    }

    /** The token is missing, unreadable, expired or revoked, or its user is gone. */
    public static Unauthenticated token() {
        return new Unauthenticated("A valid access token is required.");
    }

    /** The email is unknown or the password is not its own. */
    public static Unauthenticated credentials() {
        return new Unauthenticated("The email or the password is wrong.");
    }

    @Override
    public String code() {
        return "unauthenticated";
    }
}
