package io.ghostworks.tenant;

import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;

/**
 * The tenant of the scope itself. Bound to it: there is no way to name another one.
 *
 * <p>Changing it is for an active admin or owner; switching it on or off, changing it while it is off, and deleting it for an
 * active owner: also if nobody asked before the write.
 */
public interface TenantStore {

    /** @throws NotFound if the scope names a tenant that does not exist */
    Tenant get();

    /**
     * Replaces what the change names, and moves {@code updatedAt}.
     *
     * @return the tenant as it is now
     * @throws NotFound if the scope names a tenant that does not exist, or the actor is no active member
     * @throws Forbidden if the actor's role is too low
     */
    Tenant update(TenantChange change);

    /**
     * Deletes the tenant and everything of it, memberships and artifacts included. Takes nothing of another tenant and
     * no user along.
     *
     * @throws NotFound if the scope names a tenant that does not exist, or the actor is no active member
     * @throws Forbidden if the actor's role is too low
     */
    void delete();
}
