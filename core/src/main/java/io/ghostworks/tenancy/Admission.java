package io.ghostworks.tenancy;

import io.ghostworks.account.Caller;
import io.ghostworks.error.GhostworksException;

/** Decides at the door whether an actor may come in. */
public interface Admission {

    /** Whose state {@link Standing#signedIn} tells. */
    Caller caller();

    /**
     * Returns to admit.
     *
     * @throws GhostworksException to refuse
     */
    void admit(Standing standing);
}
