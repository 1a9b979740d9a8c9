package io.ghostworks.tenancy;

import io.ghostworks.account.SessionId;
import io.ghostworks.error.GhostworksException;

/** Decides at the door whether an actor may come in. */
public interface Admission {

    /** The session whose state {@link Standing#signedIn} tells. */
    SessionId session();

    /**
     * Returns to admit.
     *
     * @throws GhostworksException to refuse
     */
    void admit(Standing standing);
}
