package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.util.List;

/**
 * Who belongs to a workspace. A change is in force with the next request. Every method throws {@link NotFound} for
 * anyone who is not a member and {@link Forbidden} for a member whose role is too low; a change that would leave no
 * active owner is a {@link Conflict}.
 */
public final class Members {

    private final Tenancy tenancy;
    private final TimeAndIds timeAndIds;

    public Members(Tenancy tenancy, TimeAndIds timeAndIds) {
        this.tenancy = tenancy;
        this.timeAndIds = timeAndIds;
    }

    /** All members, active or not, by the time they joined. */
    public List<Member> list(Caller caller, TenantId tenant) {
        return gate(caller, tenant, Action.READ_MEMBERS)
                .read(stores -> stores.members().list());
    }

    /**
     * Adds the active user of that email. If there is none, nothing happens and the caller is not told: they have no
     * right to learn who has an account.
     *
     * @throws Conflict if they are a member already
     */
    public void add(Caller caller, TenantId tenant, Email email, Role role) {
        Action action = role == Role.OWNER ? Action.GRANT_OWNER : Action.ADD_MEMBER;
        gate(caller, tenant, action).run(stores -> {
            try {
                stores.members().add(email, role, timeAndIds.now());
            } catch (NotFound unknown) {
                // Where the caller has just lost their own membership, the database refuses the commit.
            }
        });
    }

    public Member update(Caller caller, TenantId tenant, UserId user, MemberChange change) {
        boolean grantsOwner = change.role().filter(Role.OWNER::equals).isPresent();
        Action action = grantsOwner ? Action.GRANT_OWNER : Action.CHANGE_MEMBER;
        return gate(caller, tenant, action).write(stores -> {
            requireAbove(caller, stores, user);
            return stores.members().update(user, change);
        });
    }

    /** Removes a member; anyone may remove themself. */
    public void remove(Caller caller, TenantId tenant, UserId user) {
        boolean leaves = user.equals(caller.user());
        gate(caller, tenant, leaves ? Action.LEAVE : Action.REMOVE_MEMBER).run(stores -> {
            if (!leaves) {
                requireAbove(caller, stores, user);
            }
            stores.members().remove(user);
        });
    }

    /** An admin's or owner's membership is for owners to touch. Locked, so that nobody becomes one meanwhile. */
    private static void requireAbove(Caller caller, TenantStores stores, UserId user) {
        if (stores.members().lock(user).role() != Role.MEMBER) {
            Role own = stores.members().get(caller.user()).role();
            Gate.require(Action.CHANGE_OR_REMOVE_ADMIN_OR_OWNER, own);
        }
    }

    private Gate gate(Caller caller, TenantId tenant, Action action) {
        return new Gate(tenancy, caller, tenant, action);
    }
}
