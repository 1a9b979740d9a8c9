package io.ghostworks.tenant;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The members of the scope's tenant. A change that would leave the tenant without an active owner is a {@link Conflict},
 * at the latest when the write commits; of two changes that would do so together, one fails.
 *
 * <p>Adding, changing and removing others is for an active admin or owner, and whatever grants {@link Role#OWNER}, or
 * touches an admin or an owner, for an active owner. An actor whose role is too low gets {@link Forbidden}, and one who is
 * no active member {@link NotFound}: also if nobody asked before the write.
 */
public interface MemberStore {

    /** All members, active or not, by the time they joined and then by user id. */
    List<Member> list();

    /** The member of that id, or empty. */
    Optional<Member> find(UserId user);

    /** @throws NotFound if nobody of that id is a member */
    default Member get(UserId user) {
        return find(user).orElseThrow(() -> new NotFound("member"));
    }

    /**
     * The member of that id, whom nobody else can change until this write ends. Waits for whoever is changing them.
     *
     * @throws NotFound if nobody of that id is a member
     */
    Member lock(UserId user);

    /**
     * Makes the active user of exactly this email a member.
     *
     * @throws NotFound if no active user has the email, or the actor is no active member
     * @throws Forbidden if the actor's role is too low
     * @throws Conflict if they are a member already
     */
    Member add(Email email, Role role, Instant now);

    /**
     * Replaces what the change names.
     *
     * @return the member as it is now
     * @throws NotFound if nobody of that id is a member, or the actor is no active member
     * @throws Forbidden if the actor's role is too low
     */
    Member update(UserId user, MemberChange change);

    /**
     * Removes a member; anyone may remove themself.
     *
     * @throws NotFound if nobody of that id is a member, or the actor is no active member
     * @throws Forbidden if the actor's role is too low
     */
    void remove(UserId user);
}
