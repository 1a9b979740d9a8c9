package io.ghostworks.tenant;

import io.ghostworks.account.Email;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import java.util.List;

/**
 * The invitations of the scope's tenant. Inviting, sending again and taking back is for an active admin or owner, and what
 * concerns the invitation of an owner for an active owner. An actor whose role is too low gets {@link Forbidden}, and one who is
 * no active member {@link NotFound}: also if nobody asked before the write. The database's clock says when one expires: seven days
 * after it was made or last sent.
 *
 * <p>Nothing here tells whether somebody has an account: whatever the address, the same is done.
 */
public interface InvitationStore {

    /** How many there may be at a time, expired ones aside. */
    int MOST = 500;

    /** All of them, expired ones too, by the time they were made and then by id. */
    List<Invitation> list();

    /**
     * Invites whoever reads that email, and has the letter sent. An expired invitation of that email is replaced.
     *
     * @throws Conflict if a member has the email, if it is invited already, or if there are {@value #MOST} of them
     */
    Invitation invite(InvitationId id, Email email, Role role);

    /**
     * Has the letter sent again and gives the invitation seven more days. Earlier letters stay good.
     *
     * @throws NotFound if there is no such invitation
     */
    void resend(InvitationId id);

    /**
     * Takes an invitation back: no letter of it is good any more, and none that waits is sent.
     *
     * @throws NotFound if there is no such invitation
     */
    void revoke(InvitationId id);
}
